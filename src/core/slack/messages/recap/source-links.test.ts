import { expect, it } from 'vitest';
import { numbering, sourceLinks } from './source-links.ts';

const at = (ts: string) => ({ ts, threadTs: null });

function shown(timestamps: readonly string[]): string {
  return sourceLinks(timestamps.map(at), numbering(), ({ ts }) => `https://acme.slack.com/${ts}`)
    .map((element) => ('text' in element ? element.text : ''))
    .join('')
    .replaceAll('\u00A0', ' ');
}

it('links each message once, however many of its lines something rests on', () => {
  expect(shown(['2.0', '2.0', '1.0', '2.0', '2.0', '2.0', '2.0', '1.0'])).toBe(' [1] [2]');
});

it('says how many messages more there are than it links to', () => {
  expect(shown(['1.0', '2.0', '3.0', '4.0', '5.0', '6.0', '7.0', '7.0', '8.0'])).toBe(
    ' [1] [2] [3] [4] [5] [6] +2',
  );
});
