import type { EngineQuestion } from '../../src/core/domain/engine.ts';
import type { Person, Transcript, TranscriptMessage } from '../../src/core/domain/transcript.ts';

export const MARA: Person = { id: 'U0MARA', name: 'Mara', timeZone: 'Europe/Berlin' };
export const JOEL: Person = { id: 'U0JOEL', name: 'Joel', timeZone: 'America/New_York' };

/** Friday noon, UTC. */
export const NOON = new Date('2026-11-20T12:00:00Z');

/** A thread by two people who take turns, a minute apart, from noon on. */
export function threadOf(...texts: string[]): Transcript {
  const messages = texts.map((text, index) => messageOf(index + 1, text));
  return {
    channel: { id: 'C0OPS', name: 'ops', purpose: 'Keeping it up' },
    threadTs: messages.at(0)?.ts ?? null,
    people: new Map([MARA, JOEL].map((person) => [person.id, person])),
    messages: messages.map((message) => ({ ...message, threadTs: messages.at(0)?.ts ?? null })),
    coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
  };
}

/** A channel window of so many messages of ordinary length, with a pause after every fiftieth. */
export function windowOf(count: number): Transcript {
  const messages = Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const pauses = Math.floor(index / 50) * 3_600;
    const text = `Message ${number} says that step ${number} of the migration went as planned and took a while`;
    return { ...messageOf(number, text), ts: `${NOON.getTime() / 1000 + index * 20 + pauses}.000100` };
  });
  return {
    ...threadOf(),
    threadTs: null,
    messages,
    coverage: { found: count, read: count, leftOut: {}, partial: false },
  };
}

function messageOf(number: number, text: string): TranscriptMessage {
  return {
    number,
    ts: `${NOON.getTime() / 1000 + number * 60}.000100`,
    threadTs: null,
    author: number % 2 === 1 ? MARA.id : JOEL.id,
    text,
    editedTs: null,
    files: [],
    reactions: [],
  };
}

export function questionAbout(transcript: Transcript): EngineQuestion {
  return { transcript, language: null, timeZone: 'Europe/Berlin', now: NOON };
}
