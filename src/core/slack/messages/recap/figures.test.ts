import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../domain/recap.ts';
import type { Coverage } from '../../../domain/transcript.ts';
import { ANYONE, speechFor } from '../speech.ts';
import { coverageLine, receiptLine } from './figures.ts';

const speech = speechFor(ANYONE);
const german = speechFor({ locale: 'de-DE', timeZone: 'Europe/Berlin' });

describe('what was read', () => {
  const all: Coverage = { found: 45, read: 45, leftOut: {}, partial: false };

  it.each<[Coverage, string]>([
    [all, 'Read 45 messages'],
    [{ ...all, found: 1, read: 1 }, 'Read 1 message'],
    [{ ...all, read: 41, leftOut: { bot: 4 } }, 'Read 41 of 45 messages (left out: 4 from bots)'],
    [
      { ...all, read: 40, leftOut: { bot: 2, recall: 1, system: 1, empty: 1, over_limit: 0 } },
      "Read 40 of 45 messages (left out: 2 from bots, 1 of Recall's own, 1 from Slack itself, and 1 without text)",
    ],
    [
      { ...all, found: 6000, read: 5000, leftOut: { over_limit: 1000 } },
      'Read 5,000 of 6,000 messages (left out: 1,000 over my limit)',
    ],
    [
      { ...all, read: 42, leftOut: { opted_out: 2, off_the_record: 1 } },
      'Read 42 of 45 messages (left out: 2 from people who opted out and 1 off the record)',
    ],
    [
      { found: 5000, read: 5000, leftOut: {}, partial: true },
      'Read 5,000 of more than 5,000 messages (left out: everything beyond my limit)',
    ],
    [
      { found: 5000, read: 4980, leftOut: { bot: 20 }, partial: true },
      'Read 4,980 of more than 5,000 messages (left out: 20 from bots and everything beyond my limit)',
    ],
  ])('%j', (coverage, line) => {
    expect(coverageLine(coverage, speech)).toBe(line);
  });

  it('is told in the language and the figures of the reader', () => {
    const coverage = { found: 6000, read: 5000, leftOut: { bot: 1, over_limit: 999 }, partial: false };
    expect(coverageLine(coverage, german)).toBe(
      '5.000 von 6.000 Nachrichten gelesen (ausgelassen: 1 von Bots und 999 über meiner Grenze)',
    );
  });
});

describe('what it took', () => {
  const tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  const removed = {
    ...{ sources: 0, people: 0, links: 0, pings: 0 },
    ...{ dates: 0, duplicates: 0, unsourced: 0, shortened: 0 },
  };
  const receipt = (made: Partial<Receipt>): Receipt => ({
    engine: 'bedrock',
    model: 'acme.model-1',
    promptVersion: '1',
    tokens,
    costUsd: 0.0042,
    stages: { gather: 1000, summarize: 2060 },
    removed,
    ...made,
  });

  it.each<[Partial<Receipt>, string]>([
    [{}, 'acme.model-1 · $0.004 · 3.1 s'],
    [{ engine: 'builtin', model: null, costUsd: null }, 'made without a model · 3.1 s'],
    [{ engine: 'builtin', model: null, costUsd: 0 }, 'made without a model · 3.1 s'],
    [{ model: null }, 'bedrock · $0.004 · 3.1 s'],
    [{ costUsd: null }, 'acme.model-1 · cost unknown · 3.1 s'],
    [{ costUsd: 0 }, 'acme.model-1 · $0.000 · 3.1 s'],
    [{ costUsd: 0.0002 }, 'acme.model-1 · under $0.001 · 3.1 s'],
    [{ costUsd: 0.9999 }, 'acme.model-1 · $1.00 · 3.1 s'],
    [{ costUsd: 12.345 }, 'acme.model-1 · $12.35 · 3.1 s'],
    [{ stages: {} }, 'acme.model-1 · $0.004 · under 0.1 s'],
    [{ stages: { summarize: 9949 } }, 'acme.model-1 · $0.004 · 9.9 s'],
    [{ stages: { summarize: 9950 } }, 'acme.model-1 · $0.004 · 10 s'],
    [{ stages: { summarize: 61_499 } }, 'acme.model-1 · $0.004 · 61 s'],
  ])('%j', (made, line) => {
    expect(receiptLine(receipt(made), speech)).toBe(line);
  });

  it('is told in the figures of the reader', () => {
    expect(receiptLine(receipt({}), german)).toBe('acme.model-1 · 0,004\u00A0$ · 3,1 s');
    expect(receiptLine(receipt({ stages: {} }), german)).toMatch(/unter 0,1 s$/);
  });
});
