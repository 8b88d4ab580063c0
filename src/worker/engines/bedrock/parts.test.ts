import { describe, expect, it } from 'vitest';
import type { EngineQuestion } from '../../../core/domain/engine.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { TranscriptMessage } from '../../../core/domain/transcript.ts';
import { createPartMemory } from '../part-store.ts';
import { readInParts } from './parts.ts';
import type { Prompt } from './prompt.ts';

function message(number: number): TranscriptMessage {
  return {
    number,
    ts: `${1_793_000_000 + number}.000100`,
    threadTs: null,
    author: null,
    text: `message ${number}`,
    editedTs: null,
    files: [],
    reactions: [],
  };
}
const messages = Array.from({ length: 9 }, (_, index) => message(index + 1));
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
const parts = messages.map((one) => [one]);

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
      fits: ({ conversation }) => (conversation.match(/^Report on/gm) ?? []).length <= 3,
      onKept: () => {},
      onProgress: () => {},
    });
    expect(answer.points[0]?.sources).toEqual(messages.map(({ number }) => number));
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
      onProgress: () => {},
    });
    expect(merges.join()).toContain('- point [1]: p');
    expect(merges.join()).not.toContain('1000');
  });

  it('takes an earlier report for the first one', async () => {
    const point = { text: 'as before', sources: [1, 2] };
    const earlierAnswer: RecapAnswer = {
      ...(await citeAll({ rules: '', conversation: '' })),
      points: [point],
    };
    const asked: string[] = [];
    const answer = await readInParts([[message(8)], [message(9)]], {
      question: { ...question, earlier: { answer: earlierAnswer, news: [8, 9] } },
      store: createPartMemory(),
      ask: (prompt) => {
        asked.push(prompt.conversation);
        return citeAll(prompt);
      },
      fits: () => true,
      onKept: () => {},
      onProgress: () => {},
    });
    expect(asked).toHaveLength(3);
    for (const part of asked.slice(0, 2)) expect(part).not.toContain('as before');
    expect(asked[2]?.match(/^Report on .*/gm)).toEqual([
      'Report on what was said before:',
      'Report on messages 8 to 8: h',
      'Report on messages 9 to 9: h',
    ]);
    expect(answer.points[0]?.sources).toEqual([1, 2, 8, 9]);
  });

  it('keeps what was answered when another part fails', async () => {
    const store = createPartMemory();
    let calls = 0;
    const deps = { question, store, fits: () => true, onKept: () => {}, onProgress: () => {} };
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

  it('tells of every part that is done, and then of none', async () => {
    const told: string[] = [];
    await readInParts(parts.slice(0, 3), {
      question,
      store: createPartMemory(),
      ask: citeAll,
      fits: () => true,
      onKept: () => told.push('merging'),
      onProgress: ({ done, all }) => told.push(`${done} of ${all}`),
    });
    expect(told).toEqual(['0 of 3', '1 of 3', '2 of 3', '3 of 3', 'merging']);
  });

  it('is brief only at the very end, and keeps to the focus everywhere', async () => {
    const asked: string[] = [];
    await readInParts(parts, {
      question: { ...question, length: 'brief', focus: 'the backups' },
      store: createPartMemory(),
      ask: (prompt) => {
        asked.push(prompt.conversation);
        return citeAll(prompt);
      },
      fits: ({ conversation }) => (conversation.match(/^Report on/gm) ?? []).length <= 3,
      onKept: () => {},
      onProgress: () => {},
    });
    expect(asked.map((prompt) => prompt.includes('A brief report is asked for'))).toEqual([
      ...asked.slice(1).map(() => false),
      true,
    ]);
    for (const prompt of asked) expect(prompt).toMatch(/^<<<WISH \w+\nthe backups\nWISH \w+>>>$/m);
  });
});
