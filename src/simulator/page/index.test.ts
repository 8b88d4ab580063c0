import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_APP } from '../app.ts';
import type { WorkspaceSeed } from '../seed.ts';
import type { ViewDraft } from '../world/views.ts';
import { createWorld, type WorldStore } from '../world/world.ts';
import { renderPage } from './index.ts';

const EVIL = '<script>alert(1)</script>';
const ROOT = '1700000000.000100';
const REPLY = '1700000060.000200';

const seed: WorkspaceSeed = {
  team: { id: 'T1', name: 'Tea House', domain: 'tea' },
  people: [
    { id: 'U1', name: 'ann', realName: 'Ann Berg', displayName: 'Ann', timeZone: 'Asia/Tokyo' },
    { id: 'U2', name: 'ben', realName: `Ben ${EVIL}`, timeZone: 'Not/AZone' },
    { id: 'U3', name: 'old', realName: 'Gone Girl', deleted: true },
  ],
  channels: [
    {
      id: 'C1',
      name: 'leaves',
      purpose: '',
      topic: `Oolong ${EVIL}`,
      isPrivate: false,
      members: ['U1', 'U2'],
      appIsMember: false,
      messages: [
        {
          ts: ROOT,
          user: 'U2',
          text: `What about &lt;script&gt; ${EVIL}?`,
          reactions: [{ name: 'eyes', users: ['U1', 'U2'] }],
          files: [{ name: `${EVIL}.png`, mimetype: 'image/png' }],
          edited: { user: 'U2', ts: '1700000005.000000' },
        },
        { ts: REPLY, user: 'U1', text: 'Only in tea', threadTs: ROOT },
        { ts: '1700000100.000300', botId: 'B1', username: 'Kettle', subtype: 'bot_message', text: 'Boiling' },
      ],
    },
    {
      id: 'C2',
      name: 'secret',
      purpose: '',
      topic: '',
      isPrivate: true,
      members: ['U1'],
      appIsMember: true,
      messages: [],
    },
  ],
};

let world: WorldStore;

beforeEach(() => {
  world = createWorld({ seed, app: DEFAULT_APP, now: () => 1_700_001_000_000 });
});

function get(address: string) {
  const { pathname, searchParams } = new URL(address, 'http://simulator');
  return renderPage({ path: pathname, query: searchParams }, world);
}

/** The words on the page, without its tags. */
function wordsOf(address: string): string {
  return get(address)
    .body.replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('a channel', () => {
  test('shows who said what and when, in the time of the person who looks', () => {
    const words = wordsOf('/channel/C1?as=U1');
    expect(words).toContain('Ben &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(words).toContain('Wednesday 15 November');
    expect(words).toContain('07:13');
    expect(words).toContain('(edited)');
    expect(words).toContain('1 reply');
    expect(words).toContain('Kettle APP');
    expect(words).toContain('Recall is not in this channel');
  });

  test('falls back to UTC for a person without a known time zone', () => {
    expect(wordsOf('/channel/C1?as=U2')).toContain('22:13');
  });

  test('lets nobody smuggle in HTML, by name, topic, text or file name', () => {
    for (const address of ['/', '/channel/C1', `/channel/C1/thread/${ROOT}`, '/dm/U2']) {
      const { body } = get(address);
      expect(body).not.toContain('<script');
    }
    expect(get('/channel/C1').body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;.png');
  });

  test('gives each message its own anchor, once', () => {
    for (const address of ['/channel/C1', `/channel/C1/thread/${ROOT}`]) {
      const ids = [...get(address).body.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(ids).toContain(`m-${ROOT}`);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('marks the own reaction', () => {
    expect(get('/channel/C1?as=U1').body).toContain('class="reaction reaction-own"');
  });

  test('pages back when there is a lot', () => {
    for (let count = 1; count <= 200; count += 1) world.post('C1', { user: 'U1', text: `Cup ${count}.` });
    const newest = get('/channel/C1?as=U1').body;
    expect(newest).toContain('Cup 200.');
    expect(newest).not.toContain('Cup 20.');
    const earlier = /class="earlier" href="([^"]+)"/.exec(newest)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const older = get(earlier).body;
    expect(older).toContain('Cup 20.');
    expect(older).not.toContain('Cup 200.');
  });
});

describe('a thread', () => {
  test('shows root and replies, by the root or any reply', () => {
    for (const ts of [ROOT, REPLY]) {
      const thread = get(`/channel/C1/thread/${ts}`).body.split('thread-pane')[1] ?? '';
      expect(thread).toContain(`id="m-${ROOT}"`);
      expect(thread).toContain(`id="m-${REPLY}"`);
    }
  });

  test('that does not exist is not found', () => {
    expect(get('/channel/C1/thread/1.000000').status).toBe(404);
  });
});

describe('what only some may see', () => {
  test('a private channel is there for its members', () => {
    expect(get('/channel/C2?as=U1').status).toBe(200);
    expect(get('/channel/C2').status).toBe(200);
    expect(get('/channel/C2?as=U2').status).toBe(404);
    expect(get('/?as=U2').body).not.toContain('secret');
  });

  test('an ephemeral message is shown to its reader alone, in its place', () => {
    const note = { ts: '1700000500.000000', channel: 'C1', text: 'psst' };
    world.ephemeralMessages.add({ ...note, viewer: 'U1' });
    world.ephemeralMessages.add({
      ...note,
      ts: '1700000501.000000',
      viewer: 'U1',
      text: 'in thread',
      thread_ts: ROOT,
    });
    expect(wordsOf('/channel/C1?as=U1')).toMatch(/Only visible to you Recall APP [\d:]+ psst/);
    expect(wordsOf('/channel/C1?as=U1')).not.toContain('in thread');
    expect(wordsOf(`/channel/C1/thread/${ROOT}?as=U1`)).toContain('in thread');
    expect(wordsOf('/channel/C1?as=U2')).not.toContain('psst');
  });

  test('a direct conversation belongs to one person', () => {
    const { id } = world.openDirect('U1');
    world.post(id, { user: DEFAULT_APP.botUserId, bot_id: DEFAULT_APP.botId, text: 'For *Ann*' });
    expect(get('/dm/U1').body).toContain('For <b>Ann</b>');
    expect(get('/dm/U2').body).not.toContain('Ann</b>');
    expect(wordsOf('/dm/U2')).toContain('Nothing has been said here yet.');
  });
});

describe('views', () => {
  const draft: ViewDraft = {
    type: 'home',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'You have *2* tasks' } }],
    private_metadata: '',
    callback_id: '',
    external_id: '',
    title: null,
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
  };

  test('the Home tab is shown where there is one', () => {
    expect(wordsOf('/dm/U1?tab=home')).toContain('has not published a Home tab');
    world.views.publish('U1', draft);
    expect(get('/dm/U1?tab=home').body).toContain('You have <b>2</b> tasks');
  });

  test('an open modal is shown to the person who has it open, with its inputs', () => {
    world.views.push('U1', {
      ...draft,
      type: 'modal',
      title: { type: 'plain_text', text: 'Settings' },
      submit: { type: 'plain_text', text: 'Save' },
      blocks: [
        {
          type: 'input',
          label: { type: 'plain_text', text: 'Owner' },
          element: { type: 'users_select', action_id: 'owner', initial_user: 'U1' },
        },
        {
          type: 'input',
          label: { type: 'plain_text', text: 'Note' },
          element: {
            type: 'plain_text_input',
            action_id: 'note',
            placeholder: { type: 'plain_text', text: 'Anything' },
          },
        },
      ],
    });
    expect(wordsOf('/channel/C1?as=U1')).toMatch(/Settings Owner Ann ⌄ Note Anything Close Save/);
    expect(wordsOf('/channel/C1?as=U2')).not.toContain('Settings');
  });
});

describe('addresses', () => {
  test('the overview lists what there is', () => {
    const { status, contentType, body } = get('/');
    expect(status).toBe(200);
    expect(contentType).toBe('text/html; charset=utf-8');
    expect(body).toContain('Tea House');
    expect(body).toContain('/channel/C1?as=U1');
    expect(body).not.toContain('Gone Girl');
  });

  test('the style sheet comes with the page', () => {
    expect(get('/style.css').contentType).toBe('text/css; charset=utf-8');
  });

  test.each([
    '/channel/C404',
    '/channel',
    '/dm/U404',
    '/elsewhere',
    '/channel/C1/threads/1',
    '/%E0%A4%A',
    '/channel/C1/thread/1/2',
  ])('%s is not found', (address) => {
    expect(renderPage({ path: address, query: new URLSearchParams() }, world).status).toBe(404);
  });
});
