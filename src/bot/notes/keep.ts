import { setTimeout as sleep } from 'node:timers/promises';
import { asRecallError } from '../../core/domain/errors.ts';
import type { MessageTs } from '../../core/domain/transcript.ts';
import type { Slack } from '../../core/slack/client.ts';
import { threadPages, windowPages } from '../../core/slack/history.ts';
import { notePart, noteRoot } from '../../core/slack/messages/asking/note.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import { noteNameOf, notePartOf } from '../../core/slack/read-message.ts';
import { partsOf } from './parts.ts';

export interface Notes {
  /** What they are called each time that they are delivered. */
  name: string;
  title: string | null;
  text: string;
  userId: string;
}

/** Where notes stand. */
export interface KeptNotes {
  /** The direct message with the person. */
  channelId: string;
  threadTs: MessageTs;
}

export interface KeepDeps {
  slack: Pick<Slack, 'openDirectMessage' | 'post' | 'remove' | 'history' | 'replies'>;
  speech: Speech;
  now(): Date;
}

const TRIES = 3;
const PAUSE_MS = 500;
/** Notes that were submitted so long ago are not delivered again. */
const LOOK_BACK_MS = 60 * 60_000;
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Puts a person's notes into their direct message with Recall, in the thread of one message. Safe to repeat: what stands there already is
 * not posted again.
 * @throws RecallErrors of Slack's
 */
export async function keepNotes(notes: Notes, deps: KeepDeps): Promise<KeptNotes> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await postWhatIsMissing(notes, deps);
    } catch (cause) {
      const error = asRecallError(cause);
      if (!error.retryable || tried >= TRIES) throw error;
      await sleep(PAUSE_MS * tried);
    }
  }
}

/**
 * Takes notes away again of which only a part could be put there.
 * @throws RecallErrors of Slack's
 */
export async function takeAwayNotes(
  { name, userId }: Notes,
  { slack, now }: Pick<KeepDeps, 'slack' | 'now'>,
): Promise<void> {
  const channelId = await slack.openDirectMessage(userId);
  const threadTs = await findRoot(channelId, name, { slack, now });
  if (threadTs === null) return;
  const parts = await findParts(slack, { channelId, threadTs });
  for (const ts of parts.values()) await slack.remove({ channelId, ts });
  await slack.remove({ channelId, ts: threadTs });
}

async function postWhatIsMissing(
  { name, title, text, userId }: Notes,
  { slack, speech, now }: KeepDeps,
): Promise<KeptNotes> {
  const channelId = await slack.openDirectMessage(userId);
  const found = await findRoot(channelId, name, { slack, now });
  const threadTs =
    found ?? (await slack.post({ channelId, message: noteRoot({ title, speech }), tag: { note: name } }));
  const standing = found === null ? new Map() : await findParts(slack, { channelId, threadTs });
  for (const [part, words] of partsOf(text).entries()) {
    if (standing.has(part)) continue;
    await slack.post({ channelId, threadTs, message: notePart(words), tag: { note: name, part } });
  }
  return { channelId, threadTs };
}

async function findRoot(
  channelId: string,
  name: string,
  { slack, now }: Pick<KeepDeps, 'slack' | 'now'>,
): Promise<MessageTs | null> {
  const from = new Date(now().getTime() - LOOK_BACK_MS);
  const to = new Date(now().getTime() + CLOCK_SKEW_MS);
  for await (const messages of windowPages(slack, { channelId, from, to })) {
    const root = messages.find((message) => noteNameOf(message) === name && notePartOf(message) === null);
    if (root) return root.ts;
  }
  return null;
}

async function findParts(
  slack: Pick<Slack, 'replies'>,
  at: { channelId: string; threadTs: MessageTs },
): Promise<Map<number, MessageTs>> {
  const parts = new Map<number, MessageTs>();
  for await (const messages of threadPages(slack, at)) {
    for (const message of messages) {
      const part = notePartOf(message);
      if (part !== null) parts.set(part, message.ts);
    }
  }
  return parts;
}
