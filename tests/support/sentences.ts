import { speechFor } from '../../src/core/slack/messages/speech.ts';

/** Something for everything that a sentence may name. */
const GIVEN = {
  ...{ amount: '$0.01', by: '<@U1>', command: '`/recall 3d`', date: '(date)', day: '(day)', end: '(end)' },
  ...{ heading: '(heading)', headline: '(headline)', about: '(about)', name: '(name)', person: '<@U1>' },
  ...{ place: '<#C1>', reason: '(reason)', reasons: '(reasons)', remark: '(remark)', start: '(start)' },
  ...{ text: '(text)', thread: '(thread)', typed: '(typed)', what: '(what)', where: '(where)', who: '<@U1>' },
  ...{ installUrl: 'https://recall.example/', why: '(why)', words: '(words)', zone: '(zone)', isOff: false },
  ...{ atLeast: 3, count: 3, days: 3, first: 1, found: 3, hours: 3, last: 10, of: 3, page: 1, pages: 2 },
  ...{ part: 1, read: 2, second: 2, total: 12 },
  changes: { new: 1, changed: 2, closed: 3 },
  link: (label: string) => `<https://acme.slack.com|${label}>`,
};

/** Every sentence of a language by its path in the catalogue, said with `over`, and something for all that it does not name. */
export function sentencesOf(locale: string, over: Record<string, unknown> = {}): Map<string, string> {
  const speech = speechFor({ locale, timeZone: 'UTC' });
  const sentences = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') sentences.set(path, node);
    else if (typeof node === 'function') sentences.set(path, String(node(speech, { ...GIVEN, ...over })));
    else if (typeof node === 'object' && node !== null) {
      for (const [name, child] of Object.entries(node)) walk(child, path === '' ? name : `${path}.${name}`);
    }
  };
  walk(speech.words, '');
  return sentences;
}
