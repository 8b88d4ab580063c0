import { expect, test } from 'vitest';
import { DEFAULT_APP } from '../app.ts';
import { createWorld } from '../world/world.ts';
import { createUnread } from './unread.ts';

const people = [{ id: 'U1', name: 'ann', realName: 'Ann' }];
const seed = { team: { id: 'T1', name: 'Tea House', domain: 'tea' }, people, channels: [] };

test('what the app writes is unread until it is seen; what people write is not', () => {
  const world = createWorld({ seed, app: DEFAULT_APP, now: Date.now });
  const unread = createUnread(world);
  expect(unread.count('U1')).toBe(0);
  const { id } = world.openDirect('U1');
  const fromApp = { user: DEFAULT_APP.botUserId, bot_id: DEFAULT_APP.botId };
  const { ts } = world.post(id, { ...fromApp, text: 'Your recap' });
  world.post(id, { ...fromApp, text: 'More', thread_ts: ts });
  world.post(id, { user: 'U1', text: 'Thanks' });
  expect(unread.count('U1')).toBe(2);
  unread.seen('U1');
  expect(unread.count('U1')).toBe(0);
  world.post(id, { ...fromApp, text: 'A reminder' });
  expect(unread.count('U1')).toBe(1);
});
