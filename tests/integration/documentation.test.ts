import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMS } from '../../src/bot/command-words/forms.ts';
import { ERROR_CODES, isOrdinary } from '../../src/core/domain/errors.ts';
import { VARIABLE_NAMES } from '../../src/core/runtime/config.ts';
import { PROJECT, projectFile } from '../support/project-files.ts';

/** As GitHub makes it of a heading without punctuation. */
const anchorOf = (title: string) => `#${title.toLowerCase().replaceAll(' ', '-')}`;

const anchorsIn = (page: string) =>
  [...projectFile(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title));

describe.each(['README.md', 'docs/architecture.md', 'docs/operating.md', 'docs/using.md'])('%s', (path) => {
  it('links to what exists', () => {
    const links = [...projectFile(path).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
      .map(([, link = '', picture = '']) => link || picture)
      .filter((link) => !URL.canParse(link));
    expect(links.length).toBeGreaterThan(5);
    const lost = links.filter((link) => {
      const [to = '', anchor] = link.split('#');
      const page = to === '' ? path : join(dirname(path), to);
      if (!existsSync(join(PROJECT, page))) return true;
      return anchor !== undefined && !anchorsIn(page).includes(`#${anchor}`);
    });
    expect(lost).toEqual([]);
  });
});

describe('docs/using.md', () => {
  const guide = projectFile('docs/using.md');

  it('shows, with the README, every picture that there is, each of them small', () => {
    const folder = join(PROJECT, 'docs/pictures');
    const pictures = readdirSync(folder);
    expect(pictures.length).toBeGreaterThan(20);
    const shown = guide + projectFile('README.md').replaceAll('"docs/', '"');
    expect(pictures.filter((name) => !shown.includes(`"pictures/${name}"`))).toEqual([]);
    expect(pictures.filter((name) => statSync(join(folder, name)).size > 120_000)).toEqual([]);
  });

  it('tells of every form of the command', () => {
    const told = FORMS.map(({ form }) => form.replace(/^(?:\/recall|…) ?/, '').split(/ [[<]/)[0] ?? '');
    expect(told.filter((words) => !guide.includes(words))).toEqual([]);
  });
});

describe('docs/operating.md', () => {
  const guide = projectFile('docs/operating.md');
  const codeIn = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, name = '']) => name);

  it('says of every table what is in it and for how long', () => {
    const tables = codeIn(/^model (\w+)/gm, projectFile('prisma/schema.prisma'));
    expect(tables.length).toBeGreaterThan(25);
    expect(tables.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('explains every figure of the metrics, and none that is not there', () => {
    const metrics = ['families', 'finished'].map((name) => projectFile(`src/api/metrics/${name}.ts`)).join();
    const figures = [...new Set(codeIn(/\b(recall_[a-z_]+)/g, metrics))];
    expect(figures.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
    const ofDatabase = ['recall_app', 'recall_queue'];
    const named = codeIn(/\b(recall_[a-z_]+?)(?:_bucket)?\b/g, guide);
    expect(named.filter((name) => ![...figures, ...ofDatabase].includes(name))).toEqual([]);
  });

  it('has a place for every error that is to be mended', () => {
    const places = codeIn(/`([a-z]+_[a-z]*|internal)`/g, guide);
    const lost = ERROR_CODES.filter(
      (code) => !isOrdinary(code) && !places.some((place) => code.startsWith(place)),
    );
    expect(lost).toEqual(['superseded', 'bad_input']);
  });

  it('names commands that exist', () => {
    const commands = codeIn(/\.command\('([a-z-]+)'\)/g, projectFile('src/cli/program.ts'));
    const named = codeIn(/`recall ([a-z-]+)/g, guide);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !commands.includes(name))).toEqual([]);
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
