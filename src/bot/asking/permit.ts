import type { Ask } from '../../core/domain/conversation.ts';
import { RecallError } from '../../core/domain/errors.ts';
import type { Member, Slack } from '../../core/slack/client.ts';
import { threadPages } from '../../core/slack/history.ts';
import type { WorkspaceStore } from '../../core/store/index.ts';

export interface PermitDeps {
  store: Pick<WorkspaceStore, 'channels'>;
  slack: Pick<Slack, 'replies'>;
  /** Recall's own user. */
  botUserId: string;
}

/** In longer threads a guest is looked for among the first so many pages. */
const MOST_PAGES = 10;

/**
 * Whether somebody may have what they ask for, before any work is done. Full members of the workspace may, where Recall is not switched
 * off; everyone else, also somebody of whom Slack does not tell (null), gets the threads that they wrote in and their own notes. What asks
 * Recall for something is not taken for writing in a thread.
 * @param by who asks, which may be another than the person whose recap it is
 * @returns false for what is to be passed over in silence: bots, and people who are gone
 * @throws RecallError `channel_off`, `restricted`, `slack_unavailable` where Slack tells too little to say
 */
export async function permit(
  ask: Ask,
  by: { userId: string; member: Member | null },
  { store, slack, botUserId }: PermitDeps,
): Promise<boolean> {
  const { userId, member } = by;
  if (member?.standing === 'bot' || member?.standing === 'gone') return false;
  const { workspaceId, channel, source } = ask;
  if (source.kind === 'note') return true;
  if ((await store.channels.modeOf(workspaceId, channel.id)) === 'off')
    throw new RecallError('channel_off', 'Recall is switched off in the channel');
  if (member?.standing === 'full') return true;
  if (
    source.kind === 'thread' &&
    (await wroteIn(slack, { ...source, channelId: channel.id, userId, botUserId }))
  )
    return true;
  if (member === null)
    throw new RecallError('slack_unavailable', 'Slack did not tell who asks', { retryable: true });
  throw new RecallError('restricted', `a ${member.standing} asked for what they take no part in`);
}

async function wroteIn(
  slack: Pick<Slack, 'replies'>,
  {
    channelId,
    threadTs,
    userId,
    botUserId,
  }: { channelId: string; threadTs: string; userId: string; botUserId: string },
): Promise<boolean> {
  let pages = 0;
  for await (const messages of threadPages(slack, { channelId, threadTs })) {
    if (messages.some(({ user, text = '' }) => user === userId && !mentions(text, botUserId))) return true;
    pages += 1;
    if (pages >= MOST_PAGES) return false;
  }
  return false;
}

function mentions(text: string, botUserId: string): boolean {
  return text.includes(`<@${botUserId}>`) || text.includes(`<@${botUserId}|`);
}
