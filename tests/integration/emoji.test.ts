import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emojiOf } from '../../src/simulator/page/emoji.ts';
import { PROJECT, projectFile } from '../support/project-files.ts';

const WORDS_FROM = 'src/core/slack';
/** The workspace's own, with pictures that its people choose. */
const OWN = new Set(['recall']);

it('the simulated Slack has a picture for each emoji in what Recall says', () => {
  const files = readdirSync(join(PROJECT, WORDS_FROM), { recursive: true, encoding: 'utf8' });
  const used = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...projectFile(`${WORDS_FROM}/${file}`).matchAll(/:([a-z][a-z_]+):/g)].map(([, name]) => name ?? ''),
    );
  expect(used).toContain('newspaper');
  expect(used.filter((name) => !OWN.has(name) && emojiOf(name) === undefined)).toEqual([]);
});
