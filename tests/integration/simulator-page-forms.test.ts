import { afterEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/form-browser.ts';
import { CHANNEL_PAGE, createPlaygrounds } from '../support/playground.ts';
import { until } from '../support/until.ts';

const { start, closeAll } = createPlaygrounds();
afterEach(closeAll);

describe('what the app shows', () => {
  async function withErrands() {
    const started = await start();
    await started.mara.open(CHANNEL_PAGE);
    await started.mara.send('/do/say', { text: '/recall' });
    return { ...started, told: () => started.app.heard.slice(1) };
  }

  it('has buttons, one of which asks first', async () => {
    const { mara, told } = await withErrands();
    expect(mara.words()).toMatch(/Delete it\? It cannot be brought back\. Leave it Delete/);
    await mara.press('Leave it');
    expect(told()).toEqual([]);
    await mara.press('Share here');
    expect(told()).toEqual(['action {"action_id":"share","block_id":"buttons","value":"all"}']);
    expect(mara.words()).toContain('Done: share');
  });

  it('has a menu for each line, though they are named alike', async () => {
    const { mara, told } = await withErrands();
    await mara.press('reassign', {}, { which: 'last' });
    expect(told()).toEqual(['action {"action_id":"more","block_id":"second","selected_option":"reassign"}']);
  });

  it('has menus to pick from, and wants something picked', async () => {
    const { mara, told } = await withErrands();
    await mara.press('Choose', {});
    expect(mara.words()).toContain('Choose something first.');
    await mara.press('Choose', { 'in/menus/owner': 'U0BO' });
    expect(told()).toEqual(['action {"action_id":"owner","block_id":"menus","selected_user":"U0BO"}']);
  });

  it('has buttons that lead out, and tell the app', async () => {
    const { mara, told } = await withErrands();
    await mara.press('How to');
    expect(mara.html()).toContain('content="0;url=https://tea.example/how?a=1&amp;b=2"');
    await until(() => told().length > 0);
    expect(told()).toEqual(['action {"action_id":"read","block_id":"buttons"}']);
  });

  it('is pressed by two at once without harm', async () => {
    const { simulator, mara, told } = await withErrands();
    const again = openBrowser(simulator.url, 'U0MARA');
    await again.open(CHANNEL_PAGE);
    await mara.press('Share here');
    await again.press('Share here');
    expect(again.words()).toContain('This has changed in the meantime.');
    expect(told()).toHaveLength(1);
  });
});

describe('a modal', () => {
  async function withModal() {
    const started = await start();
    await started.mara.open(CHANNEL_PAGE);
    await started.mara.press('Recall just for me');
    return started;
  }

  it('keeps what was entered, shows what is wrong, and goes when all is well', async () => {
    const { simulator, app, mara } = await withModal();
    const filledIn = { 'in/what/what': '', 'in/notes/notes': 'two\r\nlines', 'in/who/who': ['', 'U0BO'] };
    await mara.press('Note it', filledIn, { which: 'last' });
    expect(mara.words()).toContain('This has to be filled in.');
    expect(mara.html()).toContain('two\r\nlines</textarea>');
    await mara.press('Note it', { 'in/what/what': 'nothing' }, { which: 'last' });
    expect(mara.words()).toContain('That is no errand.');
    expect(mara.html()).toContain('value="U0BO" checked');
    await mara.press('Note it', { 'in/what/what': 'Buy tea' }, { which: 'last' });
    expect(mara.words()).not.toContain('A new errand');
    const submitted = app.heard.find((line) => line.startsWith('submitted')) ?? '';
    expect(submitted).toContain('"notes":{"type":"plain_text_input","value":"two\\nlines"}');
    expect(submitted).toContain('"selected_users":["U0BO"]');
    expect(submitted).toContain('"selected_user":"U0BO"');
    await mara.open('/dm/U0MARA');
    expect(mara.words()).toContain('Noted: Buy tea');
    expect(simulator.world.openViews('U0MARA')).toEqual([]);
  });

  it('loses nothing where the app changes it meanwhile, and is not sent unseen', async () => {
    const { simulator, app, mara } = await withModal();
    const [view] = simulator.world.openViews('U0MARA');
    if (view === undefined) throw new Error('no modal is open');
    const hint = { type: 'section', text: { type: 'plain_text', text: 'Mind the pot' } };
    const title = { type: 'plain_text', text: 'Changed' };
    const { type, callback_id, submit, blocks } = view;
    const changed = { type, callback_id, submit, title, blocks: [hint, ...blocks] };
    await fetch(`${simulator.apiUrl}views.update`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.app.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ view_id: view.id, view: changed }),
    });
    await mara.press('Note it', { 'in/what/what': 'Buy tea' }, { which: 'last' });
    expect(mara.words()).toMatch(/This window has changed while you were writing\..* Mind the pot/);
    expect(mara.html()).toContain('value="Buy tea"');
    expect(app.heard).toHaveLength(1);
    await mara.press('Note it', {}, { which: 'last' });
    expect(app.heard[1]).toContain('"value":"Buy tea"');
  });

  it('can be closed once', async () => {
    const { simulator, app, mara } = await withModal();
    const again = openBrowser(simulator.url, 'U0MARA');
    await again.open(CHANNEL_PAGE);
    await mara.press('Close');
    await again.press('Close');
    expect(again.words()).toContain('That window has been closed already.');
    expect(app.heard).toEqual(['shortcut recall_privately', 'closed']);
  });

  it('is nobody else’s', async () => {
    const { simulator, app, bo } = await withModal();
    const [view] = simulator.world.openViews('U0MARA');
    await bo.open(CHANNEL_PAGE);
    expect(bo.words()).not.toContain('A new errand');
    await bo.post('/do/view', {
      view: view?.id ?? '',
      hash: view?.hash ?? '',
      submit: '1',
      'in/what/what': 'x',
    });
    expect(bo.words()).toContain('That window has been closed already.');
    expect(app.heard).toHaveLength(1);
  });
});
