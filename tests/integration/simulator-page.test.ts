import { afterEach, describe, expect, it } from 'vitest';
import { CHANNEL_PAGE, createPlaygrounds, THREAD_PAGE } from '../support/playground.ts';
import { ROOT_TS } from '../support/small-workspace.ts';

const { start, closeAll } = createPlaygrounds();
afterEach(closeAll);

describe('writing', () => {
  it('posts in a channel as the person one looks as, with names made mentions', async () => {
    const { simulator, app, mara, bo } = await start();
    await mara.open(CHANNEL_PAGE);
    await mara.send('/do/say', { text: '@recall & @Bo Tan, see #general' });
    expect(mara.words()).toMatch(/@Recall &amp; @Bo Tan ?, see #general/);
    expect(app.heard).toEqual([`mention <@${simulator.app.botUserId}> &amp; <@U0BO>, see <#C0GENERAL>`]);
    await bo.open(CHANNEL_PAGE);
    expect(bo.words()).toContain('Mara Lind');
    expect(bo.words()).not.toContain('Edit message');
  });

  it('replies in a thread, and looks again while the app is at work', async () => {
    const { mara } = await start();
    await mara.open(THREAD_PAGE);
    await mara.send('/do/say', { text: '@Recall what now?' }, { within: 'thread-pane' });
    expect(mara.words()).toContain('what now?');
    expect(mara.words()).toContain('⏳ Reading…');
    expect(mara.html()).toContain('http-equiv="refresh"');
  });

  it('edits and deletes what is one’s own', async () => {
    const { mara } = await start();
    await mara.open(CHANNEL_PAGE);
    await mara.send('/do/say', { text: 'Tea at 4 <soon>' });
    await mara.follow('Edit message');
    expect(mara.html()).toContain('Tea at 4 &lt;soon&gt;</textarea>');
    await mara.send('/do/edit', { text: 'Tea at 5' });
    expect(mara.words()).toContain('Tea at 5 (edited)');
    await mara.press('Delete for everyone', {}, { which: 'last' });
    expect(mara.words()).not.toContain('Tea at 5');
    expect(mara.words()).toContain('Shall we move the launch?');
  });

  it('reacts, and takes the reaction back', async () => {
    const { app, mara } = await start();
    await mara.open(CHANNEL_PAGE);
    await mara.press('React with :recall:');
    expect(mara.words()).toContain('🧭 1');
    expect(app.heard).toEqual(['reaction recall']);
    await mara.press('Mara Lind: recall');
    expect(mara.words()).not.toContain('🧭 1');
  });

  it('talks with the app, and is told where one cannot write', async () => {
    const { simulator, mara } = await start();
    await mara.open('/dm/U0MARA');
    await mara.send('/do/say', { text: 'Hello' });
    expect(mara.words()).toContain('Hello');
    expect(simulator.world.directChannel('U0MARA')).toBeDefined();
    await mara.follow('Open thread');
    await mara.send('/do/say', { text: 'And more' });
    expect(mara.words()).toMatch(/Hello .* 1 reply .* And more/);
    await mara.open('/channel/C0OLD');
    expect(mara.words()).toContain('This channel is archived');
  });
});

describe('calling the app', () => {
  it('runs a command, but not in a thread, and none that does not exist', async () => {
    const { app, mara, bo } = await start();
    await mara.open(CHANNEL_PAGE);
    await mara.send('/do/say', { text: '/recall 3d @bo' });
    expect(app.heard).toEqual(['command C0GENERAL “3d <@U0BO|bo>”']);
    expect(mara.words()).toMatch(/Only visible to you .* Errands/);
    await bo.open(CHANNEL_PAGE);
    expect(bo.words()).not.toContain('Errands');
    await mara.send('/do/say', { text: '/remind me' });
    expect(mara.words()).toContain('/remind is no command here. There is /recall.');
    expect(mara.html()).toContain('name="text" value="/remind me"');
    await mara.open(THREAD_PAGE);
    await mara.send('/do/say', { text: '/recall' }, { within: 'thread-pane' });
    expect(mara.words()).toContain('Slack runs no commands in threads.');
    expect(app.heard).toHaveLength(1);
  });

  it('opens the Home tab once, whatever is done in it', async () => {
    const { app, mara } = await start();
    await mara.open('/dm/U0MARA?tab=home');
    expect(mara.words()).toContain('My errands');
    await mara.press('Choose', { 'in/settings/digest': 'weekly' });
    expect(mara.words()).toContain('My errands');
    expect(app.heard).toEqual([
      'home opened',
      'action {"action_id":"digest","block_id":"settings","selected_option":"weekly"}',
    ]);
  });

  it('offers its shortcuts', async () => {
    const { app, mara } = await start();
    await mara.open(CHANNEL_PAGE);
    await mara.press('Recall just for me');
    expect(mara.words()).toContain('A new errand');
    await mara.press('Cancel');
    expect(mara.words()).not.toContain('A new errand');
    await mara.press('Note it');
    expect(mara.words()).toContain('A new errand');
    expect(app.heard).toEqual(['shortcut recall_privately', 'closed', 'global recall_note']);
  });

  it('says so where the app does not answer', async () => {
    const { app, mara } = await start();
    await app.close();
    await mara.open(CHANNEL_PAGE);
    await mara.send('/do/say', { text: '/recall' });
    expect(mara.words()).toContain('Recall could not be reached.');
  });
});

describe('requests that the page does not send', () => {
  const FORM = { as: 'U0MARA', back: CHANNEL_PAGE, channel: 'C0GENERAL', text: 'hi' };
  const TYPE = 'application/x-www-form-urlencoded';

  async function posted(
    path: string,
    { form = FORM, headers = {} }: { form?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    const { simulator } = await start();
    const body = new URLSearchParams(form).toString();
    const own = { origin: simulator.url, 'content-type': TYPE };
    const answer = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      headers: { ...own, ...headers },
      body,
      redirect: 'manual',
    });
    const said = simulator.world.timeline('C0GENERAL').map(({ text }) => text);
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      words: await answer.text(),
      said,
    };
  }

  it('are told from those it does send', async () => {
    const { status, location, said } = await posted('/do/say');
    expect(status).toBe(303);
    expect(location).toBe(CHANNEL_PAGE);
    expect(said).toContain('hi');
  });

  it.each<[string, number, string, Parameters<typeof posted>[1]]>([
    ['from another site', 403, '/do/say', { headers: { origin: 'https://evil.example' } }],
    [
      'from another site, by the browser’s word',
      403,
      '/do/say',
      { headers: { 'sec-fetch-site': 'cross-site' } },
    ],
    ['as JSON', 400, '/do/say', { headers: { 'content-type': 'application/json' } }],
    ['to nowhere', 404, '/do/harm', {}],
    ['to a page', 404, CHANNEL_PAGE, {}],
    ['without its fields', 400, '/do/say', { form: { as: 'U0MARA', back: '/' } }],
    ['as nobody', 404, '/do/say', { form: { ...FORM, as: 'U0NOBODY' } }],
    ['as somebody who has left', 404, '/do/say', { form: { ...FORM, as: 'U0GONE' } }],
    ['as the app', 404, '/do/say', { form: { ...FORM, as: 'U0RECALLBOT' } }],
    ['that lead elsewhere', 400, '/do/say', { form: { ...FORM, back: 'https://evil.example/' } }],
    ['that lead elsewhere in short', 400, '/do/say', { form: { ...FORM, back: '//evil.example/' } }],
    ['that lead elsewhere by a detour', 400, '/do/say', { form: { ...FORM, back: '/.//evil.example/' } }],
    ['with half a target', 400, '/do/react', { form: { ...FORM, on: 'C0GENERAL/1' } }],
    ['that are too long', 413, '/do/say', { form: { ...FORM, text: 'x'.repeat(600_000) } }],
  ])('%s are refused in words', async (_, expected, path, request) => {
    const { status, words, said } = await posted(path, request);
    expect(status).toBe(expected);
    expect(words).toMatch(/^[A-Z].*\.\n$/);
    expect(said).not.toContain('hi');
  });

  it('for what a person cannot do is a notice, without its insides', async () => {
    const { mara } = await start();
    await mara.open(CHANNEL_PAGE);
    await mara.post('/do/react', { on: 'C0SECRET/1/eyes' });
    expect(mara.words()).toContain('That did not work:');
    await mara.post('/do/click', { channel: 'C0GENERAL', ts: ROOT_TS, act: 'no/such' });
    expect(mara.words()).toContain('This has changed in the meantime.');
    expect(mara.html()).not.toMatch(/\bat .*\.ts:\d/);
  });
});
