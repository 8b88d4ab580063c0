import { expect, it } from 'vitest';
import { ROOT_TS, smallWorkspace, threadOf } from '../../../tests/support/small-workspace.ts';
import { DEFAULT_APP } from '../app.ts';
import { createWorld } from './world.ts';

const now = () => 1_700_000_500_000;

function worldOf(channel: Parameters<typeof smallWorkspace>[0] = {}) {
  return createWorld({ seed: smallWorkspace(channel), app: DEFAULT_APP, now });
}

it('makes a root of a message once the seed has replies to it', () => {
  const world = worldOf({ messages: threadOf(2) });
  expect(world.message('C0GENERAL', ROOT_TS)).toMatchObject({ thread_ts: ROOT_TS, reply_count: 2 });
  expect(world.timeline('C0GENERAL')).toHaveLength(1);
});

it('hangs replies whose root is missing on a tombstone', () => {
  const [, ...replies] = threadOf(2);
  const world = worldOf({ messages: replies });
  expect(world.message('C0GENERAL', ROOT_TS)).toMatchObject({ subtype: 'tombstone', reply_count: 2 });
});

it('gives what people write the rich text that their client would send along', () => {
  const world = worldOf({ messages: [{ ts: ROOT_TS, user: 'U0BO', text: 'hi <@U0MARA>' }] });
  expect(world.message('C0GENERAL', ROOT_TS)?.blocks).toMatchObject([{ type: 'rich_text' }]);
});

it('links to messages as Slack does', () => {
  const world = worldOf({ messages: threadOf(1) });
  const [reply] = world.replies('C0GENERAL', ROOT_TS);
  const root = world.message('C0GENERAL', ROOT_TS);
  if (reply === undefined || root === undefined) throw new Error('the thread is missing');
  expect(world.permalink('C0GENERAL', root)).toBe(
    'https://acme.slack.com/archives/C0GENERAL/p1700000000000000',
  );
  expect(world.permalink('C0GENERAL', reply)).toBe(
    'https://acme.slack.com/archives/C0GENERAL/p1700000001000000?thread_ts=1700000000.000000&cid=C0GENERAL',
  );
});

it('shows an ephemeral message in a thread only where the thread has begun', () => {
  const world = worldOf();
  const inThread = { channel: 'C0GENERAL', viewer: 'U0BO', text: 'psst', thread_ts: ROOT_TS };
  world.showEphemeral(inThread);
  expect(world.ephemerals('C0GENERAL', 'U0BO')).toEqual([]);
  world.post('C0GENERAL', { user: 'U0MARA', text: 'first reply', thread_ts: ROOT_TS });
  world.showEphemeral(inThread);
  expect(world.ephemerals('C0GENERAL', 'U0BO')).toMatchObject([{ text: 'psst' }]);
  expect(world.ephemerals('C0GENERAL', 'U0MARA')).toEqual([]);
});
