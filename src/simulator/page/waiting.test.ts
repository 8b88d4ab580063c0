import { beforeEach, describe, expect, test } from 'vitest';
import { MODAL, NOTE, openTeaHouse, ROOT, type TeaHouse } from '../../../tests/support/tea-house.ts';
import { DEFAULT_APP } from '../app.ts';

let house: TeaHouse;
let world: TeaHouse['world'];
beforeEach(() => {
  house = openTeaHouse();
  world = house.world;
});

describe('the Home tab', () => {
  test('is opened by going there, and stays open on the way back from a deed', async () => {
    expect((await house.get('/dm/U1?tab=home')).body).toContain('tab=home&amp;opened=1');
    expect(house.opened).toEqual(['U1']);
    await house.get('/dm/U1?as=U1&tab=home&opened=1');
    await house.get('/dm/U1');
    expect(house.opened).toEqual(['U1']);
  });
});

describe('a page that waits for the app', () => {
  const waits = async (address: string) => (await house.get(address)).body.includes('http-equiv="refresh"');
  const placeholder = {
    user: DEFAULT_APP.botUserId,
    bot_id: DEFAULT_APP.botId,
    text: ':hourglass_flowing_sand: Reading…',
  };

  test('looks again by itself while a placeholder stands there', async () => {
    expect(await waits('/channel/C1?as=U1')).toBe(false);
    const { ts } = world.post('C1', { ...placeholder, thread_ts: ROOT });
    expect(await waits(`/channel/C1/thread/${ROOT}?as=U1`)).toBe(true);
    expect(await waits('/channel/C1?as=U1')).toBe(false);
    world.edit('C1', ts, { text: 'Here is your recap' });
    expect(await waits(`/channel/C1/thread/${ROOT}?as=U1`)).toBe(false);
  });

  test('does not for what a person says, nor while somebody fills in a form', async () => {
    world.post('C1', { user: 'U2', text: placeholder.text });
    expect(await waits('/channel/C1?as=U1')).toBe(false);
    world.post('C1', placeholder);
    expect(await waits('/channel/C1?as=U1')).toBe(true);
    world.views.push('U1', { ...MODAL, blocks: [NOTE] });
    expect(await waits('/channel/C1?as=U1')).toBe(false);
  });

  test('does for a modal that is still being prepared', async () => {
    const text = { type: 'plain_text' as const, text: ':hourglass_flowing_sand: One moment…' };
    world.views.push('U1', { ...MODAL, blocks: [{ type: 'section', text }] });
    expect(await waits('/?as=U1')).toBe(true);
    expect(await waits('/?as=U2')).toBe(false);
  });
});
