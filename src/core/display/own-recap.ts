import type { KnownBlock } from '@slack/types';
import { RecallError } from '../domain/errors.ts';
import { messageUrl } from '../slack/links.ts';
import { describeSource } from '../slack/messages/asking/progress.ts';
import { recapMessages } from '../slack/messages/recap/recap.ts';
import type { Speech } from '../slack/messages/speech.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { Access } from './access.ts';

export interface OwnRecap {
  workspaceId: string;
  userId: string;
  conversationId: string;
  speech: Speech;
}

/**
 * The whole of a recap that a person asked for, as it stands, without buttons.
 * @throws RecallError `no_longer_there` also where the person may not read the conversation any more
 */
export async function ownRecapBlocks(
  { workspaceId, userId, conversationId, speech }: OwnRecap,
  { store, access }: { store: WorkspaceStore; access: Pick<Access, 'mayRead' | 'reach'> },
): Promise<KnownBlock[]> {
  const [isOwn, workspace, conversation, stored] = await Promise.all([
    store.recentRecaps.isOneOf(workspaceId, userId, conversationId),
    store.workspaces.findActive(workspaceId),
    store.conversations.find(conversationId),
    store.recaps.find(conversationId),
  ]);
  if (!isOwn || !workspace || !conversation || !stored) throw gone(conversationId);
  const { channel, source, requestedAt } = conversation;
  if (!(await access.mayRead(workspaceId, userId, channel.id))) throw gone(conversationId);
  if (source.kind === 'channel' && (await access.reach(workspaceId, userId)) !== 'all')
    throw gone(conversationId);
  const linkTo = (ref: { ts: string; threadTs: string | null }) => messageUrl(workspace.url, channel.id, ref);
  const threadUrl = source.kind === 'thread' ? linkTo({ ts: source.threadTs, threadTs: null }) : null;
  const what = describeSource({ source, channel, threadUrl, requestedAt, speech });
  const messages = recapMessages({
    ...stored,
    about: speech.words.recap.about(speech, { what }),
    speech,
    linkTo,
  });
  return messages.flatMap(({ blocks }) => blocks).filter(({ type }) => type !== 'actions');
}

function gone(conversationId: string): RecallError {
  return new RecallError('no_longer_there', `conversation ${conversationId} has no recap for this person`);
}
