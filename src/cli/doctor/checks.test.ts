import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../core/runtime/config.ts';
import { toFinding } from './check-disk.ts';
import { checkNode, OLDEST_NODE } from './check-node.ts';
import { checkVariables } from './check-variables.ts';
import { about } from './finding.ts';
import { toJson, toTable } from './print.ts';

describe('the version of Node.js', () => {
  it.each([
    ['20.18.1', 'broken'],
    ['20.19.0', 'ok'],
    ['20.20.2', 'ok'],
    ['9.99.0', 'broken'],
    ['22.0.0', 'ok'],
  ])('%s is %s', (version, state) => {
    expect(checkNode(version)).toMatchObject({ what: 'Node.js', state });
  });

  it('is the oldest that package.json asks for', () => {
    const file = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(file);
    expect(engines.node).toBe(`>=${OLDEST_NODE}`);
  });
});

describe('the variables', () => {
  const look = (environment: Record<string, string>) => {
    const { problems, config } = readConfig(environment, ['database']);
    return checkVariables({ environment, problems, withoutEffect: config.withoutEffect });
  };
  const DATABASE_URL = 'postgresql://recall@db/recall';

  it('are well', () => {
    expect(
      look({ DATABASE_URL, HOME: '/root', HOSTNAME: 'box', PORT: '80', POSTGRES_PASSWORD: 'x' }),
    ).toEqual([{ what: 'Variables', state: 'ok', found: '1 are set and well-formed' }]);
  });

  it('are named where they are missing or malformed, without their values', () => {
    const findings = look({ BOT_PORT: 'hunter2', ENCRYPTION_KEY: 'hunter2' });
    expect(findings.map(({ what, state }) => `${what} ${state}`).toSorted()).toEqual([
      'BOT_PORT broken',
      'DATABASE_URL broken',
      'ENCRYPTION_KEY broken',
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it.each([
    ['SLACK_SIGNING_SECERT', 'is SLACK_SIGNING_SECRET meant?'],
    ['slack_bot_token', 'is SLACK_BOT_TOKEN meant?'],
    ['REDIS_URI', 'is REDIS_URL meant?'],
    ['SLACK_VERIFICATION', '.env.example lists every variable'],
  ])('%s is not one, and the likely one is named', (name, fix) => {
    expect(look({ DATABASE_URL, [name]: 'x' })).toContainEqual(
      expect.objectContaining({ what: name, state: 'warn', fix }),
    );
  });

  it('that have no effect are told', () => {
    expect(look({ DATABASE_URL, SLACK_APP_TOKEN: 'xapp-1' })).toContainEqual(
      expect.objectContaining({ what: 'SLACK_APP_TOKEN', state: 'warn' }),
    );
  });
});

describe('the disk', () => {
  it.each([
    [40_000_000, 'broken'],
    [400_000_000, 'warn'],
    [4_000_000_000, 'ok'],
  ])('with %d bytes free is %s', (free, state) => {
    expect(toFinding(free)).toMatchObject({ state });
  });
});

describe('the table', () => {
  const findings = [about('Redis').ok('7.2'), about('Database').broken('away,\n  far away', { fix: 'look' })];

  it('has one line for each, and one that sums up', () => {
    expect(toTable(findings, { color: false })).toBe(
      'Redis     ok       7.2\nDatabase  broken   away, far away → look\n\n1 broken, 0 worth a look\n',
    );
    expect(toTable(findings, { color: true })).toContain('\u001b[31mbroken');
  });

  it('is the same as JSON', () => {
    expect(JSON.parse(toJson(findings, { version: '1.0.0' }))).toEqual({
      status: 'broken',
      version: '1.0.0',
      checks: [
        { what: 'Redis', state: 'ok', found: '7.2', fix: null },
        { what: 'Database', state: 'broken', found: 'away,\n  far away', fix: 'look' },
      ],
    });
  });
});
