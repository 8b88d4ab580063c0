import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish, type SentenceReader } from './english.ts';
import { leansOnAnother, merelyPoints } from './self-contained.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

let read: SentenceReader;
beforeAll(async () => {
  read = await loadEnglish();
});

function sentence(text: string): Sentence {
  const message = {
    number: 1,
    ts: '1.0',
    threadTs: null,
    author: 'U1',
    text,
    editedTs: null,
    files: [],
    reactions: [],
  };
  const [first] = sentencesOf(message, { people: new Map(), names: new Map(), read });
  if (first === undefined) throw new Error(`no sentence in: ${text}`);
  return first;
}

describe('a sentence leans on another', () => {
  it.each([
    'Is there any specific reason?',
    'Do you know a solution to this?',
    'I think this is the page, if you need it: <https://wiki.example.org/a/b>',
    'In other words, does the following make sense?',
    '(the last one may be too old)',
    'It looks like that is how it works.',
    '<https://wiki.example.org/guide>',
  ])('%s', (text) => {
    expect(leansOnAnother(sentence(text))).toBe(true);
  });

  it.each([
    'The nightly import skips rows without a date.',
    'Does anybody use the staging printer on the third floor?',
    'This invoice parser drops the second page of scanned letters.',
    'Das ist der Link dazu.',
    'これはどうですか？',
  ])('but not %s', (text) => {
    expect(leansOnAnother(sentence(text))).toBe(false);
  });
});

describe('a sentence merely points', () => {
  it.each(['See here', 'This one', 'look at <https://wiki.example.org/x>'])('%s', (text) => {
    expect(merelyPoints(sentence(text))).toBe(true);
  });

  it.each(['Sounds good', 'The printer jams when it is humid'])('but not %s', (text) => {
    expect(merelyPoints(sentence(text))).toBe(false);
  });
});
