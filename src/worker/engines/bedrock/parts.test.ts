import { describe, expect, it } from 'vitest';
import type { EngineQuestion } from '../../../core/domain/engine.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { TranscriptMessage } from '../../../core/domain/transcript.ts';
import { createPartMemory, readInParts } from './parts.ts';
import type { Prompt } from './prompt.ts';

const messages = Array.from(
  { length: 9 },
  (_, index): TranscriptMessage => ({
    number: index + 1,
    ts: `${1_793_000_000 + index}.000100`,
    threadTs: null,
    author: null,
    text: `message ${index + 1}`,
    editedTs: null,
    files: [],
    reactions: [],
  }),
);
const question: EngineQuestion = {
  transcript: {
    channel: { id: 'C0OPS', name: 'ops', purpose: '' },
    threadTs: null,
    people: new Map(),
    messages,
    coverage: { found: 9, read: 9, leftOut: {}, partial: false },
  },
  language: null,
  timeZone: 'Europe/Berlin',
  now: new Date('2026-11-20T12:00:00Z'),
};
const parts = messages.map((message) => [message]);

/** Cites whatever stands in the prompt, and one message that does not. */
async function citeAll({ conversation }: Prompt): Promise<RecapAnswer> {
  const cited = Array.from(conversation.matchAll(/^(?:- point )?\[([\d, ]+)\]/gm), ([, list = '']) =>
    list.split(', '),
  );
  const sources = [...new Set(cited.flat().map(Number)), 1000];
  return {
    headline: 'h',
    points: [{ text: 'p', sources }],
    decisions: [],
    actionItems: [],
    openQuestions: [],
    tags: [],
  };
}

describe('readInParts', () => {
  it('merges in several steps what does not fit one prompt, and loses no number', async () => {
    const asked: Prompt[] = [];
    const answer = await readInParts(parts, {
      question,
      store: createPartMemory(),
      ask: (prompt) => {
        asked.push(prompt);
        return citeAll(prompt);
      },
      fits: ({ conversation }) => (conversation.match(/^Messages/gm) ?? []).length <= 3,
      onKept: () => {},
    });
    expect(answer.points[0]?.sources.filter((number) => number < 1000)).toEqual(
      messages.map(({ number }) => number),
    );
    expect(asked.length - parts.length).toBeGreaterThan(1);
  });

  it('lets a part cite only its own messages', async () => {
    const merges: string[] = [];
    await readInParts(parts.slice(0, 2), {
      question,
      store: createPartMemory(),
      ask: (prompt) => {
        if (prompt.conversation.includes('<<<REPORTS')) merges.push(prompt.conversation);
        return citeAll(prompt);
      },
      fits: () => true,
      onKept: () => {},
    });
    expect(merges.join()).toContain('- point [1]: p');
    expect(merges.join()).not.toContain('1000');
  });

  it('keeps what was answered when another part fails', async () => {
    const store = createPartMemory();
    let calls = 0;
    const deps = { question, store, fits: () => true, onKept: () => {} };
    const failingOnce = async (prompt: Prompt) => {
      calls += 1;
      if (calls === 5) throw new Error('throttled');
      return citeAll(prompt);
    };
    await expect(readInParts(parts, { ...deps, ask: failingOnce })).rejects.toThrow('throttled');
    const before = calls;
    await readInParts(parts, { ...deps, ask: failingOnce });
    expect(calls - 1).toBe(parts.length + 1);
    expect(before).toBeLessThanOrEqual(7);
  });
});
