import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { DEFAULT_APP, type SimulatedShortcut } from './app.ts';

const shortcut = z.object({ name: z.string(), type: z.enum(['message', 'global']), callback_id: z.string() });
const manifest = z.object({
  features: z.object({ shortcuts: z.array(shortcut) }),
  oauth_config: z.object({ redirect_urls: z.array(z.string()) }),
});
const read = () => manifest.parse(parse(readFileSync('manifest.yml', 'utf8')));

test('the menus offer the shortcuts of manifest.yml', () => {
  const { shortcuts } = read().features;
  const listed = (wanted: 'message' | 'global'): SimulatedShortcut[] =>
    shortcuts
      .filter(({ type }) => type === wanted)
      .map(({ callback_id: callbackId, name }) => ({ callbackId, name }));
  expect(DEFAULT_APP.messageShortcuts).toEqual(listed('message'));
  expect(DEFAULT_APP.globalShortcuts).toEqual(listed('global'));
});

test('people are sent back to the addresses of manifest.yml', () => {
  expect(DEFAULT_APP.redirectUrls).toEqual(read().oauth_config.redirect_urls);
});
