import type { AnyBlock } from '@slack/types';
import { beforeEach, describe, expect, test } from 'vitest';
import { MODAL, NOTE, openTeaHouse, REPLY, ROOT, type TeaHouse } from '../../../tests/support/tea-house.ts';
import { DEFAULT_APP } from '../app.ts';

let house: TeaHouse;
let world: TeaHouse['world'];
beforeEach(() => {
  house = openTeaHouse();
  world = house.world;
});
const get = (address: string) => house.get(address);
const wordsOf = (address: string) => house.wordsOf(address);

describe('a channel', () => {
  test('shows who said what and when, in the time of the person who looks', async () => {
    const words = await wordsOf('/channel/C1?as=U1');
    expect(words).toContain('Ben &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(words).toContain('Wednesday 15 November');
    expect(words).toContain('07:13');
    expect(words).toContain('(edited)');
    expect(words).toContain('1 reply');
    expect(words).toContain('Kettle APP');
    expect(words).toContain('Recall is not in this channel');
  });

  test('falls back to UTC for a person without a known time zone', async () => {
    expect(await wordsOf('/channel/C1?as=U2')).toContain('22:13');
  });

  test('lets nobody smuggle in HTML, by name, topic, text or file name', async () => {
    for (const address of ['/', '/channel/C1', `/channel/C1/thread/${ROOT}`, '/dm/U2']) {
      const { body } = await get(address);
      expect(body).not.toContain('<script');
    }
    expect((await get('/channel/C1')).body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;.png');
  });

  test('gives each message its own anchor, once', async () => {
    for (const address of ['/channel/C1', `/channel/C1/thread/${ROOT}`]) {
      const ids = [...(await get(address)).body.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(ids).toContain(`m-${ROOT}`);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('marks the own reaction', async () => {
    expect((await get('/channel/C1?as=U1')).body).toContain('class="reaction reaction-own"');
  });

  test('pages back when there is a lot', async () => {
    for (let count = 1; count <= 200; count += 1) world.post('C1', { user: 'U1', text: `Cup ${count}.` });
    const newest = (await get('/channel/C1?as=U1')).body;
    expect(newest).toContain('Cup 200.');
    expect(newest).not.toContain('Cup 20.');
    const earlier = /class="earlier" href="([^"]+)"/.exec(newest)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const older = (await get(earlier)).body;
    expect(older).toContain('Cup 20.');
    expect(older).not.toContain('Cup 200.');
  });
});

describe('a thread', () => {
  test('shows root and replies, by the root or any reply', async () => {
    for (const ts of [ROOT, REPLY]) {
      const thread = (await get(`/channel/C1/thread/${ts}`)).body.split('thread-pane')[1] ?? '';
      expect(thread).toContain(`id="m-${ROOT}"`);
      expect(thread).toContain(`id="m-${REPLY}"`);
    }
  });

  test('that does not exist is not found', async () => {
    expect((await get('/channel/C1/thread/1.000000')).status).toBe(404);
  });
});

describe('what only some may see', () => {
  test('a private channel is there for its members', async () => {
    expect((await get('/channel/C2?as=U1')).status).toBe(200);
    expect((await get('/channel/C2')).status).toBe(200);
    expect((await get('/channel/C2?as=U2')).status).toBe(404);
    expect((await get('/?as=U2')).body).not.toContain('secret');
  });

  test('an ephemeral message is shown to its reader alone, in its place', async () => {
    const note = { ts: '1700000500.000000', channel: 'C1', text: 'psst' };
    world.ephemeralMessages.add({ ...note, viewer: 'U1' });
    world.ephemeralMessages.add({
      ...note,
      ts: '1700000501.000000',
      viewer: 'U1',
      text: 'in thread',
      thread_ts: ROOT,
    });
    expect(await wordsOf('/channel/C1?as=U1')).toMatch(/Only visible to you Recall APP [\d:]+ psst/);
    expect(await wordsOf('/channel/C1?as=U1')).not.toContain('in thread');
    expect(await wordsOf(`/channel/C1/thread/${ROOT}?as=U1`)).toContain('in thread');
    expect(await wordsOf('/channel/C1?as=U2')).not.toContain('psst');
  });

  test('a direct conversation belongs to one person', async () => {
    const { id } = world.openDirect('U1');
    world.post(id, { user: DEFAULT_APP.botUserId, bot_id: DEFAULT_APP.botId, text: 'For *Ann*' });
    expect((await get('/dm/U1')).body).toContain('For <b>Ann</b>');
    expect((await get('/dm/U2')).body).not.toContain('Ann</b>');
    expect(await wordsOf('/dm/U2')).toContain('Nothing has been said here yet.');
  });
});

describe('views', () => {
  test('the Home tab is shown where there is one', async () => {
    expect(await wordsOf('/dm/U1?tab=home')).toContain('has not published a Home tab');
    world.views.publish('U1', { ...MODAL, type: 'home', title: null, submit: null });
    expect((await get('/dm/U1?tab=home')).body).toContain('You have <b>2</b> tasks');
  });

  test('an open modal is shown to the person who has it open, with its inputs', async () => {
    const owner: AnyBlock = {
      type: 'input',
      label: { type: 'plain_text', text: 'Owner' },
      element: { type: 'users_select', action_id: 'owner', initial_user: 'U1' },
    };
    world.views.push('U1', { ...MODAL, blocks: [owner, NOTE] });
    expect(await wordsOf('/channel/C1?as=U1')).toMatch(
      /Settings ✕ Owner Choose… Ann Ben .* Note Cancel Save/,
    );
    expect(await wordsOf('/channel/C1?as=U2')).not.toContain('Settings');
  });
});

describe('addresses', () => {
  test('the overview lists what there is', async () => {
    const { status, contentType, body } = await get('/');
    expect(status).toBe(200);
    expect(contentType).toBe('text/html; charset=utf-8');
    expect(body).toContain('Tea House');
    expect(body).toContain('/channel/C1?as=U1');
    expect(body).not.toContain('Gone Girl');
  });

  test('the style sheet comes with the page', async () => {
    expect((await get('/style.css')).contentType).toBe('text/css; charset=utf-8');
  });

  test.each([
    '/channel/C404',
    '/channel',
    '/dm/U404',
    '/elsewhere',
    '/channel/C1/threads/1',
    '/%E0%A4%A',
    '/channel/C1/thread/1/2',
  ])('%s is not found', async (address) => {
    expect((await get(address)).status).toBe(404);
  });
});
