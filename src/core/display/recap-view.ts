import { compareRecaps, type RecapChanges } from '../domain/compare-recaps.ts';
import { type Conversation, ORIGINAL } from '../domain/conversation.ts';
import type { Recap, RecapPoint } from '../domain/recap.ts';
import type { MessageTs } from '../domain/transcript.ts';
import { messageUrl } from '../slack/links.ts';
import { channelMention, describeSource } from '../slack/messages/asking/progress.ts';
import type { RecapToShow } from '../slack/messages/recap/recap.ts';
import type { RecapControls } from '../slack/messages/recap/recap-buttons.ts';
import type { Speech } from '../slack/messages/speech.ts';
import { mentionOf } from '../slack/mrkdwn.ts';
import type { StoredRecap } from '../store/recaps/saved-recap.ts';
import type { StandingRecap } from '../store/recaps/standing-recaps.ts';

export interface Viewing {
  /** The recap that it took the place of; null where there is none. */
  before: StoredRecap | null;
  /** Such as `https://acme.slack.com/`. */
  workspaceUrl: string;
  speech: Speech;
}

/** What one copy of a recap shows. */
export function recapView(
  standing: StandingRecap,
  copy: { copy: number; threadTs: MessageTs | null },
  { before, workspaceUrl, speech }: Viewing,
): RecapToShow {
  const { conversation, sharedTo, recap: stored } = standing;
  const { coverage, receipt, struck, supersededBy } = stored;
  const changes = before && changesSince(before, stored.recap);
  const linkTo: RecapToShow['linkTo'] = (ref) => messageUrl(workspaceUrl, conversation.channel.id, ref);
  const common = {
    coverage,
    receipt,
    struck,
    supersededBy,
    speech,
    linkTo,
    controls: controlsOf(standing, copy),
  };
  const about = aboutLine(standing, copy, { workspaceUrl, speech });
  const { result } = speech.words;
  if (copy.copy === ORIGINAL) {
    const place = sharedTo && channelMention({ id: sharedTo }, speech);
    const remark = place ? result.sharedIn(speech, { place }) : null;
    return { ...common, ...shownItems(stored), ...(changes ? { changes } : {}), about, remark };
  }
  const remark = result.sharedBy(speech, { person: mentionOf(conversation.askedBy) });
  if (conversation.source.kind === 'note') {
    // Nobody else can open the notes.
    const { recap, items } = shownItems(stored);
    return { ...common, recap: withoutSources(recap), items, about: null, remark };
  }
  return { ...common, ...shownItems(stored), ...(changes ? { changes } : {}), about, remark };
}

/** How a recap differs from the one before. What people had done or dropped there is settled, and not news. */
export function changesSince(before: StoredRecap, after: Recap): RecapChanges {
  const settled = before.recap.actionItems.filter((_, index) => before.items[index]?.state !== 'open');
  return compareRecaps(before.recap, after, new Set<RecapPoint>(settled));
}

/** What is no task is not shown. */
function shownItems({ recap, items }: StoredRecap): {
  recap: Recap;
  items: NonNullable<RecapToShow['items']>;
} {
  const shown = recap.actionItems.flatMap((item, index) => {
    const stored = items[index];
    return stored && stored.state !== 'dropped' ? [{ item, stored }] : [];
  });
  return {
    recap: { ...recap, actionItems: shown.map(({ item }) => item) },
    items: shown.map(({ item: { text, assignee, due }, stored }) => ({ text, assignee, due, ...stored })),
  };
}

function withoutSources(recap: Recap): Recap {
  const without = <Item extends RecapPoint>(items: readonly Item[]) =>
    items.map((item) => ({ ...item, sources: [] }));
  return {
    ...recap,
    points: without(recap.points),
    decisions: without(recap.decisions),
    actionItems: without(recap.actionItems),
    openQuestions: without(recap.openQuestions),
  };
}

function controlsOf(
  { conversation, keptAt, sharedTo }: StandingRecap,
  { copy }: { copy: number },
): RecapControls {
  const { id: conversationId, audience, source, wishes } = conversation;
  const isUnsettled = copy === ORIGINAL && audience === 'private' && keptAt === null && sharedTo === null;
  return {
    conversationId,
    length: wishes.length,
    canUpdate: source.kind !== 'note',
    share: isUnsettled ? (source.kind === 'note' ? 'choose' : 'here') : null,
  };
}

/** What a recap says of what was read; one in its own thread need not. */
function aboutLine(
  { conversation, sharedTo }: StandingRecap,
  { copy, threadTs }: { copy: number; threadTs: MessageTs | null },
  { workspaceUrl, speech }: Omit<Viewing, 'before'>,
): string | null {
  const { about, aboutForYou } = speech.words.recap;
  const { audience } = conversation;
  if (copy === ORIGINAL ? audience === 'thread' : threadTs !== null) return null;
  const isForOne = copy === ORIGINAL && audience === 'private' && sharedTo === null;
  return (isForOne ? aboutForYou : about)(speech, { what: whatWasRead(conversation, workspaceUrl, speech) });
}

/** What was to be read, as mrkdwn: the channel and time, or the thread. */
export function whatWasRead(
  { channel, source, requestedAt }: Conversation,
  workspaceUrl: string,
  speech: Speech,
): string {
  const root = source.kind === 'thread' ? { ts: source.threadTs, threadTs: source.threadTs } : null;
  const threadUrl = root && messageUrl(workspaceUrl, channel.id, root);
  return describeSource({ source, channel, threadUrl, requestedAt, speech });
}
