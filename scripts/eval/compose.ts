import type { Person, Transcript, TranscriptMessage } from '../../src/core/domain/transcript.ts';
import type { Expected, KnownConversation } from './expected.ts';

interface Composed {
  transcript: Transcript;
  expected: Omit<Expected, 'note'>;
}

interface Block {
  messages: readonly TranscriptMessage[];
  people: ReadonlyMap<string, Person>;
}

/** Seconds between two messages of small talk. */
const PAUSE = 60;

/**
 * A channel window of `length` messages: the conversations in the order of their dates, and as much small talk after
 * each as it takes. What is expected of the parts is expected of the whole, under its new numbers.
 */
export function composeTranscript(
  parts: readonly KnownConversation[],
  smallTalk: Transcript,
  length: number,
): Composed {
  const ordered = parts.toSorted((a, b) => startOf(a.transcript) - startOf(b.transcript));
  const said = ordered.reduce((sum, part) => sum + part.transcript.messages.length, 0);
  const messages: TranscriptMessage[] = [];
  const people = new Map<string, Person>();
  const expected: Composed['expected'] = { decisions: [], actionItems: [], openQuestions: [] };
  ordered.forEach((part, i) => {
    addExpected(expected, part.expected, messages.length);
    append(messages, people, part.transcript);
    const chatter =
      Math.floor(((i + 1) * (length - said)) / ordered.length) -
      Math.floor((i * (length - said)) / ordered.length);
    append(messages, people, chatterAfter(messages.at(-1), smallTalk, chatter, i));
  });
  return {
    transcript: {
      channel: { id: 'C000001', name: 'transcript', purpose: '' },
      threadTs: null,
      people: new Map([...people.values()].map((person) => [person.id, person])),
      messages,
      coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
    },
    expected,
  };
}

function startOf(transcript: Transcript): number {
  return Number(transcript.messages[0]?.ts ?? 0);
}

function chatterAfter(
  last: TranscriptMessage | undefined,
  smallTalk: Transcript,
  count: number,
  round: number,
): Block {
  const start = Number(last?.ts ?? 0);
  const messages = Array.from({ length: count }, (_, i) => {
    const said = smallTalk.messages[(i + round * 3) % smallTalk.messages.length];
    return said === undefined ? [] : [{ ...said, ts: (start + (i + 1) * PAUSE).toFixed(6) }];
  }).flat();
  return { messages, people: smallTalk.people };
}

/** Adds messages as one channel's: numbered on, in no thread, and with one id for each name. */
function append(messages: TranscriptMessage[], people: Map<string, Person>, block: Block): void {
  const ids = new Map<string, string>();
  for (const person of block.people.values()) {
    const known = people.get(person.name) ?? {
      ...person,
      id: `U${String(people.size + 1).padStart(6, '0')}`,
    };
    people.set(person.name, known);
    ids.set(person.id, known.id);
  }
  for (const message of block.messages) {
    messages.push({
      ...message,
      number: messages.length + 1,
      threadTs: null,
      author: message.author === null ? null : (ids.get(message.author) ?? null),
      text: message.text.replace(/<@(U\d+)>/g, (_, id: string) => `<@${ids.get(id) ?? id}>`),
    });
  }
}

function addExpected(all: Composed['expected'], part: Expected, offset: number): void {
  const moved = <Item extends { sources: number[] }>(items: readonly Item[]): Item[] =>
    items.map((item) => ({ ...item, sources: item.sources.map((number) => number + offset) }));
  all.decisions.push(...moved(part.decisions));
  all.actionItems.push(...moved(part.actionItems));
  all.openQuestions.push(...moved(part.openQuestions));
}
