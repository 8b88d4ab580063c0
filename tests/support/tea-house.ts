import type { AnyBlock } from '@slack/types';
import { DEFAULT_APP } from '../../src/simulator/app.ts';
import type { PageAnswer, Visitor } from '../../src/simulator/http/page.ts';
import { createTraffic } from '../../src/simulator/http/traffic.ts';
import { createPlayground } from '../../src/simulator/page/index.ts';
import type { WorkspaceSeed } from '../../src/simulator/seed.ts';
import type { ViewDraft } from '../../src/simulator/world/views.ts';
import { createWorld, type WorldStore } from '../../src/simulator/world/world.ts';

/** What nobody should be able to smuggle into the page. */
const EVIL = '<script>alert(1)</script>';
/** The root of the one thread. */
export const ROOT = '1700000000.000100';
export const REPLY = '1700000060.000200';

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

/** A field, and a modal that it can stand in. */
export const NOTE: AnyBlock = {
  type: 'input',
  label: { type: 'plain_text', text: 'Note' },
  element: {
    type: 'plain_text_input',
    action_id: 'note',
    placeholder: { type: 'plain_text', text: 'Anything' },
  },
};
export const MODAL: ViewDraft = {
  type: 'modal',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'You have *2* tasks' } }],
  private_metadata: '',
  callback_id: '',
  external_id: '',
  title: { type: 'plain_text', text: 'Settings' },
  submit: { type: 'plain_text', text: 'Save' },
  close: null,
  clear_on_close: false,
  notify_on_close: false,
};

const now = () => 1_700_001_000_000;
export interface TeaHouse {
  world: WorldStore;
  /** Whose Home tab was opened. */
  opened: readonly string[];
  get(address: string): Promise<PageAnswer>;
  /** The words on a page, without its tags. */
  wordsOf(address: string): Promise<string>;
}

/** The page in front of a workspace of three, where nobody acts save for opening the Home tab. */
export function openTeaHouse(): TeaHouse {
  const world = createWorld({ seed, app: DEFAULT_APP, now });
  const opened: string[] = [];
  const nobody = () => {
    throw new Error('nobody acts here');
  };
  const as = (userId: string): Visitor => ({
    ...{ say: nobody, edit: nobody, remove: nobody, react: nobody, unreact: nobody },
    ...{ useMessageShortcut: nobody, useGlobalShortcut: nobody, runCommand: nobody, click: nobody },
    ...{ submitView: nobody, closeView: nobody },
    async openHome() {
      opened.push(userId);
      return [];
    },
  });
  const page = createPlayground({ world, app: DEFAULT_APP, as, traffic: createTraffic(), now });

  async function get(address: string): Promise<PageAnswer> {
    const { pathname, searchParams } = new URL(address, 'http://simulator');
    return page({ method: 'GET', path: pathname, query: searchParams, headers: {}, read: async () => '' });
  }
  return {
    world,
    opened,
    get,
    async wordsOf(address) {
      const { body } = await get(address);
      return body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    },
  };
}
