import type { Source } from '../../core/domain/conversation.ts';
import { timeOf } from '../../core/domain/transcript.ts';
import { windowPages } from '../../core/slack/history.ts';
import type { SlackMessage } from '../../core/slack/read-message.ts';
import {
  collect,
  inReadingOrder,
  MOST_MESSAGES,
  type ReadDeps,
  type Reading,
  readThreads,
  rootsIn,
} from './read-messages.ts';

/** So long before its window a thread may have begun whose replies a digest tells of. */
const LOOK_BACK_MS = 14 * 24 * 60 * 60_000;

/**
 * What was said in a channel's window, oldest first: its messages, and the replies that were written in it, each thread behind its first
 * message, which may be older; then it is the only older one. Replies that came after the window are of the next.
 * @returns also since when the threads began that were looked at: of a busy channel, the latest of them alone
 */
export async function readDigestWindow(
  channelId: string,
  { from, to }: Extract<Source, { kind: 'channel' }>,
  { onFound, ...deps }: ReadDeps,
): Promise<Reading & { lookedBackTo: Date }> {
  const lookedBackTo = new Date(from.getTime() - LOOK_BACK_MS);
  let read = 0;
  const onRead = (messages: readonly SlackMessage[]) => {
    read += messages.length;
    onFound(Math.min(read, MOST_MESSAGES));
  };
  const bounds = { most: MOST_MESSAGES, enough: MOST_MESSAGES + 1 };
  const ofWindow = await collect(windowPages(deps.slack, { channelId, from, to }), bounds, {
    ...deps,
    onRead,
  });
  const before = windowPages(deps.slack, { channelId, from: lookedBackTo, to: from });
  const ofBefore = await collect(before, bounds, { ...deps, onRead: () => {} });
  // Where reading stopped at the limit, what is older was not looked at.
  const earliest = ofBefore.partial ? ofBefore.messages.at(-1) : undefined;
  const older = rootsIn(ofBefore.messages).filter(
    ({ latest_reply: last }) => last === undefined || isFrom(from, last),
  );
  const { threads, partial } = await readThreads(channelId, [...rootsIn(ofWindow.messages), ...older], {
    ...deps,
    onRead,
    room: MOST_MESSAGES - ofWindow.messages.length,
  });
  const inWindow = new Map(
    [...threads].map(([rootTs, thread]) => [
      rootTs,
      thread.filter(({ ts }) => ts === rootTs || (isFrom(from, ts) && !isFrom(to, ts))),
    ]),
  );
  const spoken = older.filter(({ ts }) => (inWindow.get(ts)?.length ?? 0) > 1);
  return {
    messages: inReadingOrder([...ofWindow.messages, ...spoken], inWindow),
    partial: ofWindow.partial || partial,
    lookedBackTo: earliest === undefined ? lookedBackTo : timeOf(earliest.ts),
  };
}

function isFrom(moment: Date, ts: string): boolean {
  return Number(ts) * 1000 >= moment.getTime();
}
