import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as ids from '../../src/core/slack/ids.ts';
import { DEFAULT_APP } from '../../src/simulator/index.ts';
import { type CheckedManifest, checkManifest } from '../support/manifest-rules.ts';
import { PROJECT, projectFile } from '../support/project-files.ts';
import { SCOPES_OF_METHOD } from '../support/slack-scopes.ts';

const LISTENERS = 'src/bot/listeners';
const METHODS_CALLED = [...projectFile('src/core/slack/client.ts').matchAll(/\bcall\('([\w.]+)'/g)].map(
  ([, method = '']) => method,
);
const scopesOfCalls = METHODS_CALLED.flatMap((method) => SCOPES_OF_METHOD[method] ?? []);

const check = (manifest: unknown) => checkManifest(manifest, scopesOfCalls);
const read = (): unknown => parse(projectFile('manifest.yml'));

function manifest(): CheckedManifest {
  const verdict = check(read());
  if (!verdict.ok) throw new Error(verdict.objections.join('; '));
  return verdict.manifest;
}

describe('manifest.yml', () => {
  it('is what Slack takes, with the scopes that Recall needs and no others', () => {
    expect(check(read())).toMatchObject({ ok: true });
  });

  it('knows what every Web API method needs that Recall calls', () => {
    expect([...METHODS_CALLED].sort()).toEqual(Object.keys(SCOPES_OF_METHOD).sort());
  });

  it('offers every shortcut and command that Recall listens to, and nothing else', () => {
    const { shortcuts, slash_commands: commands } = manifest().features;
    const idsBegunWith = (prefix: string) =>
      Object.entries(ids)
        .filter(([name]) => name.startsWith(prefix))
        .map(([, id]) => id);
    expect(shortcuts.map(({ callback_id }) => callback_id)).toEqual(idsBegunWith('SHORTCUT_'));
    expect(shortcuts.map(({ type }) => type)).toEqual(shortcuts.map(() => 'message'));
    expect(commands.map(({ command }) => command)).toEqual(idsBegunWith('COMMAND'));
  });

  it('gives the app in the simulator no more than this', () => {
    expect(DEFAULT_APP.scopes).toEqual(manifest().oauth_config.scopes.bot);
    expect(DEFAULT_APP.events).toEqual(manifest().settings.event_subscriptions.bot_events);
  });

  it('subscribes to the events that Recall listens to', () => {
    const listeners = readdirSync(join(PROJECT, LISTENERS)).map((file) => projectFile(join(LISTENERS, file)));
    const events = [...listeners.join('').matchAll(/\bapp\.event\('(\w+)'/g)].map(([, event]) => event);
    expect(manifest().settings.event_subscriptions.bot_events).toEqual(events);
  });
});

describe('a manifest that Slack or Recall could not use', () => {
  type Breaking = (manifest: CheckedManifest) => void;
  const breakings: [string, Breaking, RegExp][] = [
    [
      'a shortcut with a name of 25 characters',
      ({ features: { shortcuts } }) => Object.assign(shortcuts[0] ?? {}, { name: 'x'.repeat(25) }),
      /^features\.shortcuts\.0\.name: /,
    ],
    [
      'a description of 141 characters',
      ({ display_information }) => Object.assign(display_information, { description: 'x'.repeat(141) }),
      /^display_information\.description: /,
    ],
    ['a misspelt key', (given) => Object.assign(given.features, { shortcut: [] }), /"shortcut"/],
    [
      'an event that does not exist',
      ({ settings }) => settings.event_subscriptions.bot_events.push('app_mentioned'),
      /^settings\.event_subscriptions\.bot_events\.1: /,
    ],
    [
      'a scope too few',
      ({ oauth_config }) => oauth_config.scopes.bot.splice(0, 1),
      /^the scope app_mentions:read is missing$/,
    ],
    [
      'a scope too many',
      ({ oauth_config }) => oauth_config.scopes.bot.push('chat:write.public'),
      /^the scope chat:write\.public is not needed$/,
    ],
    [
      'an address without TLS',
      ({ settings }) => Object.assign(settings.interactivity, { request_url: 'http://recall.example.com/' }),
      /^settings\.interactivity\.request_url: /,
    ],
    [
      'an address that the bot does not listen on',
      ({ settings }) =>
        Object.assign(settings.interactivity, { request_url: 'https://recall.example.com/slack' }),
      /^https:\/\/recall\.example\.com\/slack is not where the bot listens$/,
    ],
  ];

  it.each(breakings)('is refused: %s', (_, breakIt, objection) => {
    const broken = structuredClone(manifest());
    breakIt(broken);
    const verdict = check(broken);
    expect(verdict.ok ? [] : verdict.objections).toEqual([expect.stringMatching(objection)]);
  });
});
