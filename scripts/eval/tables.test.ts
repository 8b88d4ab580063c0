import { expect, it } from 'vitest';
import { replaceBetweenMarkers, summaryTable } from './tables.ts';

it('writes one row a system', () => {
  const scores = [{ system: 'lead-3', rouge1: 0.26772, rouge2: 0.0716, rougeL: 0.2057, words: 41.25 }];
  expect(summaryTable(scores)).toBe(
    [
      '| system | ROUGE-1 | ROUGE-2 | ROUGE-L | words |',
      '| --- | ---: | ---: | ---: | ---: |',
      '| lead-3 | 26.77 | 7.16 | 20.57 | 41 |',
    ].join('\n'),
  );
});

it('replaces what stands between two markers, and nothing else', () => {
  const document = 'a\n<!-- eval:x -->\nold\n<!-- /eval:x -->\nb <!-- eval:y --> <!-- /eval:y -->';
  expect(replaceBetweenMarkers(document, 'x', 'new')).toBe(
    'a\n<!-- eval:x -->\nnew\n<!-- /eval:x -->\nb <!-- eval:y --> <!-- /eval:y -->',
  );
});

it('refuses a document without the markers', () => {
  expect(() => replaceBetweenMarkers('nothing', 'x', 'new')).toThrow('no markers for x');
});
