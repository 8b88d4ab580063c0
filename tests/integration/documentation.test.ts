import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMS } from '../../src/bot/command-words/forms.ts';
import { VARIABLE_NAMES } from '../../src/core/runtime/config.ts';
import { PROJECT, projectFile } from '../support/project-files.ts';

/** As GitHub makes it of a heading without punctuation. */
const anchorOf = (title: string) => `#${title.toLowerCase().replaceAll(' ', '-')}`;

describe.each(['README.md', 'docs/architecture.md', 'docs/using.md'])('%s', (path) => {
  it('links to what exists', () => {
    const links = [...projectFile(path).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
      .map(([, link = '', picture = '']) => link || picture)
      .filter((link) => !URL.canParse(link));
    expect(links.length).toBeGreaterThan(5);
    const anchors = [...projectFile(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title));
    const lost = links.filter((link) =>
      link.startsWith('#') ? !anchors.includes(link) : !existsSync(join(PROJECT, dirname(path), link)),
    );
    expect(lost).toEqual([]);
  });
});

describe('docs/using.md', () => {
  const guide = projectFile('docs/using.md');

  it('shows every picture that there is, each of them small', () => {
    const folder = join(PROJECT, 'docs/pictures');
    const pictures = readdirSync(folder);
    expect(pictures.length).toBeGreaterThan(20);
    expect(pictures.filter((name) => !guide.includes(`src="pictures/${name}"`))).toEqual([]);
    expect(pictures.filter((name) => statSync(join(folder, name)).size > 120_000)).toEqual([]);
  });

  it('tells of every form of the command', () => {
    const told = FORMS.map(({ form }) => form.replace(/^(?:\/recall|…) ?/, '').split(/ [[<]/)[0] ?? '');
    expect(told.filter((words) => !guide.includes(words))).toEqual([]);
  });
});

describe('README.md', () => {
  const readme = projectFile('README.md');

  it('explains every variable', () => {
    expect(VARIABLE_NAMES.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(projectFile('package.json'));
    const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
