import { z } from 'zod';
import {
  type ConversationDetail,
  conversationDetail,
  conversationsPage,
  conversationsQuery,
} from '../../../core/domain/admin/conversations.ts';
import { messageUrl } from '../../../core/slack/links.ts';
import { type AdminContext, resource } from '../resource.ts';
import { ConversationView } from '../views/conversation/index.tsx';
import { ConversationsView } from '../views/conversations.tsx';
import { idsByWorkspace, scopeOf } from './scope.ts';

export const conversationsResource = resource({
  path: '/conversations',
  title: 'Conversations',
  navigation: 'Conversations',
  query: conversationsQuery,
  answer: conversationsPage,
  read: (query, context) => context.store.admin.conversations(scopeOf(context), query),
  peopleOf: ({ rows }) => idsByWorkspace(rows, ({ askedBy }) => [askedBy]),
  view: (answer, frame) => <ConversationsView answer={answer} frame={frame} />,
});

export const conversationId = z.object({ id: z.uuid() });

const links = z.array(z.object({ label: z.string(), url: z.string() })).describe('Where it stands in Slack');

export const conversationResource = resource({
  path: '/conversations/:id',
  title: 'Conversation',
  navigation: null,
  query: conversationId,
  answer: conversationDetail.extend({ links }),
  async read({ id }, context) {
    const detail = await context.store.admin.conversation(scopeOf(context), id);
    return detail && { ...detail, links: await linksTo(detail, context) };
  },
  peopleOf: (answer) => idsByWorkspace([answer], ({ askedBy }) => [askedBy]),
  view: (answer, frame) => <ConversationView answer={answer} frame={frame} />,
});

function labelOf(index: number, hasRecap: boolean): string {
  if (index > 0) return `The recap, message ${index + 1}`;
  return hasRecap ? 'The recap' : 'What stands in its place';
}

/** Slack itself shows them to those alone who may read them. */
async function linksTo(
  { workspaceId, channelId, threadTs, source, messages, counts }: ConversationDetail,
  { store }: AdminContext,
) {
  const workspace = await store.workspaces.findActive(workspaceId);
  if (!workspace) return [];
  const read =
    source === 'thread' && threadTs !== null ? [{ channelId, ts: threadTs, label: 'What was read' }] : [];
  const posted = messages.map(({ channelId: in_, ts }, index) => ({
    channelId: in_,
    ts,
    label: labelOf(index, counts !== null),
  }));
  return [...read, ...posted].map(({ label, channelId: in_, ts }) => ({
    label,
    url: messageUrl(workspace.url, in_, { ts, threadTs: null }),
  }));
}
