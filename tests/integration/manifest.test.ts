import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CHANNEL_EVENTS } from '../../src/bot/channel-changes.ts';
import { INSTALLATION_EVENTS } from '../../src/bot/dispatch/installation-events.ts';
import { REDIRECT_PATH } from '../../src/bot/installing/index.ts';
import * as ids from '../../src/core/slack/ids.ts';
import { BOT_SCOPES } from '../../src/core/slack/scopes.ts';
import { DEFAULT_APP } from '../../src/simulator/index.ts';
import { type CheckedManifest, checkManifest } from '../support/manifest-rules.ts';
import { PROJECT, projectFile } from '../support/project-files.ts';
import { SCOPES_OF_METHOD } from '../support/slack-scopes.ts';

const METHODS_CALLED = new Set(
  [...sourceOf('src/core/slack').matchAll(/\bcall\(\s*'([\w.]+)'/g)].map(([, method = '']) => method),
);
const scopesOfCalls = [...METHODS_CALLED].flatMap((method) => SCOPES_OF_METHOD[method] ?? []);

/** All code below a folder, tests left out. */
function sourceOf(folder: string): string {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => projectFile(join(folder, file)))
    .join('');
}

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

  it('asks for what Recall asks for where it is installed by a link, and lets it come back', () => {
    const { scopes, redirect_urls: redirects } = manifest().oauth_config;
    expect(scopes.bot).toEqual(BOT_SCOPES);
    expect(redirects.map((url) => new URL(url).pathname)).toContain(REDIRECT_PATH);
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
    expect(shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual(idsBegunWith('SHORTCUT_').sort());
    expect(commands.map(({ command }) => command)).toEqual(idsBegunWith('COMMAND'));
  });

  it('gives the app in the simulator no more than this', () => {
    expect(DEFAULT_APP.scopes).toEqual(manifest().oauth_config.scopes.bot);
    expect(DEFAULT_APP.events).toEqual(manifest().settings.event_subscriptions.bot_events);
  });

  it('gives the app in the simulator the same commands and shortcuts', () => {
    const { shortcuts, slash_commands: commands } = manifest().features;
    const shown = (wanted: string) =>
      shortcuts
        .filter(({ type }) => type === wanted)
        .map(({ callback_id: callbackId, name }) => ({ callbackId, name }));
    expect(DEFAULT_APP.messageShortcuts).toEqual(shown('message'));
    expect(DEFAULT_APP.globalShortcuts).toEqual(shown('global'));
    expect(DEFAULT_APP.commands).toEqual(commands.map(({ command }) => command));
    expect(commands.map(({ should_escape }) => should_escape)).toEqual([DEFAULT_APP.shouldEscape]);
  });

  it('subscribes to the events that Recall listens to', () => {
    const heard = [...sourceOf('src/bot/listeners').matchAll(/\bapp\.event\(\s*'(\w+)'/g)].map(
      ([, event = '']) => event,
    );
    const subscribed = manifest().settings.event_subscriptions.bot_events.map(
      (event) => event.split('.')[0] ?? event,
    );
    const taken = [...heard, ...INSTALLATION_EVENTS, ...CHANNEL_EVENTS];
    expect([...new Set(subscribed)].sort()).toEqual([...new Set(taken)].sort());
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
      /^settings\.event_subscriptions\.bot_events\.\d+: /,
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
