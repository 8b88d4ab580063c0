import {
  ACTION_ALL_ITEMS,
  ACTION_CANCEL,
  ACTION_FIND_BACK,
  ACTION_FIND_MORE,
  ACTION_FIND_TAG,
  ACTION_HOME_PAGE_MORE,
  ACTION_ITEM_DONE,
  ACTION_ITEM_MENU,
  ACTION_ITEM_PAGE_MORE,
  ACTION_ITEM_REOPEN,
  ACTION_LEDGER_BACK,
  ACTION_LEDGER_MORE,
  ACTION_NOTE_RETRY,
  ACTION_RECAP_DOWN,
  ACTION_RECAP_KEEP,
  ACTION_RECAP_MENU,
  ACTION_RECAP_SHARE,
  ACTION_RECAP_SHARE_TO,
  ACTION_RECAP_UP,
  ACTION_RECAP_UPDATE,
  ACTION_RETRY,
  ACTION_RUN_NEAREST,
  ACTION_SHOW_RECAP,
  ACTION_SUPERSEDE,
  ACTION_UNSUPERSEDE,
  ACTION_WAITING_MORE,
  INPUT_ASSIGNEE,
  INPUT_DUE,
  INPUT_FAULT,
  INPUT_SHARE_CHANNEL,
  INPUT_SNOOZE,
  INPUT_SUCCESSOR,
  VIEW_DUE,
  VIEW_REASSIGN,
  VIEW_RECAP_DELETE,
  VIEW_RECAP_FEEDBACK,
  VIEW_RECAP_SHARE,
  VIEW_SNOOZE,
  VIEW_SUPERSEDE,
} from '../../src/core/slack/ids.ts';
import { itemBlockId } from '../../src/core/slack/item-places.ts';
import { type Control, type Inputs, pressCrafted, submitCrafted } from './crafted.ts';
import { CHANNELS, COMMON, rootOf } from './guarded-workspace.ts';
import { VAULT } from './reading-workspace.ts';
import type { RecallUnderTest } from './recall.ts';
import { commandForm, sendSigned } from './signed-request.ts';

/** Everything that there is to ask for. */
export interface Targets {
  conversations: readonly string[];
  items: readonly string[];
  decisions: readonly { id: string; channelId: string }[];
  people: readonly string[];
}

/** Somebody, and the channel that they act in. */
export interface Visitor {
  userId: string;
  channel: string;
}

interface Form {
  callbackId: string;
  metadata: unknown;
  inputs?: Inputs;
}

/** Asks for everything that can be read with a command, in every channel, whether or not the person is in it. */
export async function typeEverything(
  recall: RecallUnderTest,
  { userId }: Visitor,
  { people, responseUrl }: Pick<Targets, 'people'> & { responseUrl: string },
): Promise<void> {
  const { url } = recall.simulator;
  const texts = [
    ...['help', 'tags', 'decisions', `decisions ${COMMON}`, 'waiting', 'settings', 'actions', 'actions mine'],
    ...['actions here', `find ${COMMON}`, `find ${COMMON} #${COMMON}`, `find #${COMMON}`, 'find "begins"'],
    ...people.map((id) => `actions <@${id}|someone>`),
    ...CHANNELS.map((id) => `find ${COMMON} in:<#${id}|x>`),
    ...CHANNELS.map((id) => linkTo(url, id)),
    '3d',
  ];
  for (const channelId of CHANNELS) {
    for (const text of texts) {
      const triggerId = `${userId}.${channelId}.${text}`;
      const channel = { id: channelId, name: '' };
      await sendSigned(recall, commandForm({ text, userId, channel, triggerId, responseUrl }));
    }
  }
}

function linkTo(url: string, channelId: string): string {
  return `${url}/archives/${channelId}/p${rootOf(channelId).replace('.', '')}`;
}

/** Presses every button and picks every option, with the ids of everything there is. */
export async function pressEverything(
  recall: RecallUnderTest,
  visitor: Visitor,
  targets: Targets,
): Promise<void> {
  for (const control of controls(targets)) await pressCrafted(recall, { ...visitor, control });
}

/** Sends off every modal, about everything there is. */
export async function submitEverything(
  recall: RecallUnderTest,
  { userId }: Visitor,
  targets: Targets,
): Promise<void> {
  for (const { callbackId, metadata, inputs = {} } of forms(targets, userId)) {
    await submitCrafted(recall, { userId, callbackId, metadata: JSON.stringify(metadata), inputs });
  }
}

function controls(targets: Targets): Control[] {
  const pages = [
    ...[ACTION_FIND_BACK, ACTION_FIND_MORE].flatMap((actionId) => [
      { actionId, value: JSON.stringify({ w: COMMON, t: [], c: [], o: 0 }) },
      { actionId, value: JSON.stringify({ w: COMMON, t: [], c: [...CHANNELS], o: 5 }) },
      { actionId, value: JSON.stringify({ w: '', t: [COMMON], c: [], o: 0 }) },
    ]),
    ...[ACTION_LEDGER_BACK, ACTION_LEDGER_MORE].flatMap((actionId) =>
      CHANNELS.map((c) => ({ actionId, value: JSON.stringify({ c, w: '', o: 0 }) })),
    ),
    ...[...targets.people, ...CHANNELS].map((who) => ({
      actionId: ACTION_ITEM_PAGE_MORE,
      value: `${who}/0`,
    })),
    { actionId: ACTION_WAITING_MORE, value: '0' },
    { actionId: ACTION_HOME_PAGE_MORE, value: '0' },
    { kind: 'static_select', actionId: ACTION_FIND_TAG, value: COMMON } as const,
    { actionId: ACTION_RUN_NEAREST, value: 'decisions' },
  ];
  return [
    ...pages,
    ...targets.conversations.flatMap(recapControls),
    ...targets.items.flatMap(itemControls),
    ...targets.decisions.flatMap(({ id, channelId }) => {
      const value = JSON.stringify({ c: channelId, w: '', o: 0, id, by: null });
      return [ACTION_SUPERSEDE, ACTION_UNSUPERSEDE].map((actionId) => ({ actionId, value }));
    }),
  ];
}

function recapControls(value: string): Control[] {
  const buttons = [
    ...[ACTION_RETRY, ACTION_CANCEL, ACTION_RECAP_UPDATE, ACTION_RECAP_UP, ACTION_RECAP_DOWN],
    ...[ACTION_RECAP_KEEP, ACTION_RECAP_SHARE, ACTION_RECAP_SHARE_TO, ACTION_SHOW_RECAP, ACTION_ALL_ITEMS],
  ];
  const chosen = ['more', 'less', 'up', 'down', 'delete'];
  const notes = {
    name: 'crafted',
    threadTs: rootOf(VAULT),
    trigger: 'shortcut',
    focus: null,
    language: null,
  };
  return [
    ...buttons.map((actionId) => ({ actionId, value })),
    ...chosen.map((choice) => overflow(ACTION_RECAP_MENU, `${choice}:${value}`)),
    { actionId: ACTION_NOTE_RETRY, value: JSON.stringify(notes) },
  ];
}

function itemControls(id: string): Control[] {
  return [
    { actionId: ACTION_ITEM_DONE, value: id, blockId: itemBlockId({ kind: 'notice' }, id) },
    { actionId: ACTION_ITEM_REOPEN, value: id, blockId: itemBlockId({ kind: 'waiting', offset: 0 }, id) },
    ...['reassign', 'due', 'snooze'].map((choice) => overflow(ACTION_ITEM_MENU, `${choice}:${id}`)),
  ];
}

function overflow(actionId: string, value: string): Control {
  return { kind: 'overflow', actionId, value };
}

function forms({ conversations, items, decisions }: Targets, userId: string): Form[] {
  const origin = { blockId: 'x', message: null, responseUrl: null, view: null };
  return [
    ...items.flatMap((itemId): Form[] => {
      const metadata = { itemId, seen: 'never', origin };
      return [
        { callbackId: VIEW_REASSIGN, metadata, inputs: { [INPUT_ASSIGNEE]: { selected_user: userId } } },
        { callbackId: VIEW_DUE, metadata, inputs: { [INPUT_DUE]: { selected_date: '2031-01-01' } } },
        {
          callbackId: VIEW_SNOOZE,
          metadata,
          inputs: { [INPUT_SNOOZE]: { selected_option: { value: 'tomorrow' } } },
        },
      ];
    }),
    ...conversations.flatMap((conversationId): Form[] => {
      const metadata = { conversationId, channelId: null, threadTs: null };
      return [
        {
          callbackId: VIEW_RECAP_FEEDBACK,
          metadata,
          inputs: { [INPUT_FAULT]: { selected_option: { value: 'wrong' } } },
        },
        {
          callbackId: VIEW_RECAP_SHARE,
          metadata,
          inputs: { [INPUT_SHARE_CHANNEL]: { selected_conversation: 'C0SPARE' } },
        },
        { callbackId: VIEW_RECAP_DELETE, metadata },
      ];
    }),
    ...decisions.map(({ id, channelId }, index): Form => {
      const value = decisions[(index + 1) % decisions.length]?.id ?? id;
      const page = JSON.stringify({ c: channelId, w: '', o: 0 });
      const metadata = { id, seenId: null, page, url: 'http://127.0.0.1:9/never' };
      const inputs = { [INPUT_SUCCESSOR]: { selected_option: { value } } };
      return { callbackId: VIEW_SUPERSEDE, metadata, inputs };
    }),
  ];
}
