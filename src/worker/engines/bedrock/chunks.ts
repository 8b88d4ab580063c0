import { type TranscriptMessage, timeOf } from '../../../core/domain/transcript.ts';

export interface CutOptions {
  /** What a part may have, in tokens. */
  budget: number;
  tokensOf(message: TranscriptMessage): number;
}

/** Messages that are not to be separated, as far as that can be. */
interface Unit {
  messages: TranscriptMessage[];
  tokens: number;
}

/**
 * Cuts a transcript into parts that fit the budget. A thread stays in one part where it fits into one; otherwise, and
 * between threads, the cut goes where people paused longest. Every message is in exactly one part, under its own
 * number; a single message over the budget is a part by itself.
 */
export function cutIntoParts(
  messages: readonly TranscriptMessage[],
  options: CutOptions,
): TranscriptMessage[][] {
  const threads = threadsOf(messages).flatMap((thread) => {
    const units = thread.map((message) => ({ messages: [message], tokens: options.tokensOf(message) }));
    return pack(units, options.budget);
  });
  return pack(threads, options.budget).map(({ messages: part }) =>
    part.sort((one, other) => one.number - other.number),
  );
}

function threadsOf(messages: readonly TranscriptMessage[]): TranscriptMessage[][] {
  const threads = new Map<string, TranscriptMessage[]>();
  for (const message of messages) {
    const root = message.threadTs ?? message.ts;
    const thread = threads.get(root);
    if (thread === undefined) threads.set(root, [message]);
    else thread.push(message);
  }
  return [...threads.values()];
}

/** Joins neighbouring units as long as they fit. */
function pack(units: readonly Unit[], budget: number): Unit[] {
  const packed: Unit[] = [];
  let open: Unit[] = [];
  for (const unit of units) {
    while (open.length > 0 && totalTokens(open) + unit.tokens > budget) {
      const end = longestPause([...open, unit]);
      packed.push(joined(open.slice(0, end)));
      open = open.slice(end);
    }
    open.push(unit);
  }
  return open.length === 0 ? packed : [...packed, joined(open)];
}

/** The index in the later half before which the longest pause lies. */
function longestPause(units: readonly Unit[]): number {
  let best = units.length - 1;
  for (let index = best; index >= Math.max(1, units.length / 2); index -= 1) {
    if (pauseBefore(units, index) > pauseBefore(units, best)) best = index;
  }
  return best;
}

function pauseBefore(units: readonly Unit[], index: number): number {
  const [before, after] = [units[index - 1]?.messages.at(-1), units[index]?.messages.at(0)];
  return before === undefined || after === undefined
    ? 0
    : timeOf(after.ts).getTime() - timeOf(before.ts).getTime();
}

function totalTokens(units: readonly Unit[]): number {
  return units.reduce((sum, { tokens }) => sum + tokens, 0);
}

function joined(units: readonly Unit[]): Unit {
  return { messages: units.flatMap(({ messages }) => messages), tokens: totalTokens(units) };
}
