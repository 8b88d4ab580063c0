import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import * as ids from '../../src/core/slack/ids.ts';

export type PayloadBody = Record<string, unknown>;

/** Something that Slack posts to an app. */
export interface Payload {
  /** Its file, and what was filled in. */
  name: string;
  /** How it travels: as JSON, as form fields, or as JSON in the one form field `payload`. */
  transport: 'json' | 'form' | 'interaction';
  body: PayloadBody;
}

/** An element as an app sends it: a button, a menu, an input. */
export type SentElement = z.infer<typeof elementSchema>;

/** A modal or App Home as an app sends it. */
export interface SentView {
  callbackId: string;
  privateMetadata: string;
  elements: readonly SentElement[];
}

const PAYLOADS = new URL('../fixtures/payloads/', import.meta.url);
const bodySchema = z.record(z.string(), z.unknown());
const optionSchema = z.looseObject({ value: z.string() });
const elementSchema = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  value: z.string().optional(),
  options: z.array(optionSchema).optional(),
});

/** Events, one of each kind and variant; those that end the installation come last. */
export function eventPayloads(): Payload[] {
  const isEnd = ({ name }: Payload) => /app_uninstalled|tokens_revoked/.test(name);
  const events = payloadsIn('events', 'json');
  return [...events.filter((event) => !isEnd(event)), ...events.filter(isEnd)];
}

/** Every form of the command in one channel, and a few of them in every other place. */
export function commandPayloads(): Payload[] {
  const texts = z.array(z.string()).parse(readJson('texts.json'));
  const [first, ...places] = payloadsIn('commands', 'form').sort((a) => (/public/.test(a.name) ? -1 : 1));
  const withText = ({ name, body, transport }: Payload, text: string): Payload => ({
    name: `${name} “${text.slice(0, 40)}”`,
    transport,
    body: { ...body, text },
  });
  const elsewhere = ['', '3d public', 'find launch', 'decisions', 'actions', 'waiting', 'settings', 'note'];
  return [
    ...texts.flatMap((text) => (first ? [withText(first, text)] : [])),
    ...places.flatMap((place) => elsewhere.map((text) => withText(place, text))),
  ];
}

/** Shortcuts, and interactions that Recall knows nothing of; the latter have names that begin with `unknown`. */
export function interactionPayloads(): Payload[] {
  return payloadsIn('interactions', 'interaction');
}

/** What Slack asks and tells an app apart from events. */
export function checkPayloads(): Payload[] {
  return payloadsIn('checks', 'json').map((payload) =>
    'ssl_check' in payload.body ? { ...payload, transport: 'form' } : payload,
  );
}

/** Every `ACTION_…` id: by each kind of element, in each place, and with each of these values. */
export function actionPayloads(values: readonly string[]): Payload[] {
  const templates = payloadsIn('elements', 'interaction');
  const frames = actionFrames();
  const button = templateNamed(templates, 'button');
  const others = templates.filter((template) => template !== button);
  return idsBegunWith('ACTION_').flatMap((actionId, turn) => {
    const each = Array.from({ length: Math.max(frames.length, values.length) }, (_, index) => index + turn);
    return [
      ...each.map((at) => action(pick(frames, at), filled(button, actionId, pick(values, at + turn)))),
      ...others.map((template, index) => {
        const at = turn + index;
        return action(pick(frames, at), filled(template, actionId, pick(values, at)), template.name);
      }),
    ];
  });
}

/** A press on each of these elements: where it stands in a thread, and in one of the other places in turn. */
export function pressPayloads(elements: readonly SentElement[]): Payload[] {
  const frames = actionFrames();
  const choices = elements.flatMap(choicesOf);
  return choices.flatMap((choice, turn) => [
    action(templateNamed(frames, 'message-in-thread'), choice),
    action(pick(frames, turn), choice),
  ]);
}

/** Every `VIEW_…` id, submitted and closed, with each of these as what the modal carries, and with inputs of three sorts. */
export function viewPayloads(carried: readonly string[]): Payload[] {
  const inputs = idsBegunWith('INPUT_');
  const states = [{}, stateOf(inputs, NOTHING_CHOSEN), stateOf(inputs, ALL_CHOSEN)];
  const frames = viewFrames();
  return idsBegunWith('VIEW_').flatMap((callbackId) =>
    carried.flatMap((privateMetadata, turn) =>
      states.map((values, index) =>
        viewed(pick(frames, turn + index), { callbackId, privateMetadata, values }),
      ),
    ),
  );
}

/** Each of these views submitted and closed: with nothing chosen, and with something chosen everywhere. */
export function submitPayloads(views: readonly SentView[]): Payload[] {
  return views.flatMap(({ callbackId, privateMetadata, elements }) => {
    const inputs = elements.map((element) => element.action_id);
    return [stateOf(inputs, NOTHING_CHOSEN), stateOf(inputs, ALL_CHOSEN)].flatMap((values) =>
      viewFrames().map((frame) => viewed(frame, { callbackId, privateMetadata, values })),
    );
  });
}

/** All elements within blocks that a person can press or choose from. */
export function elementsIn(value: unknown): SentElement[] {
  if (Array.isArray(value)) return value.flatMap(elementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const element = elementSchema.safeParse(value);
  return element.success ? [element.data] : Object.values(value).flatMap(elementsIn);
}

const viewSchema = z.looseObject({
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
});

/** The view of a call such as `views.open`. */
export function viewIn(value: unknown): SentView {
  const view: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  const { callback_id: callbackId, private_metadata: privateMetadata } = viewSchema.parse(view);
  return { callbackId, privateMetadata, elements: elementsIn(view) };
}

function payloadsIn(folder: string, transport: Payload['transport']): Payload[] {
  return readdirSync(new URL(`${folder}/`, PAYLOADS))
    .sort()
    .map((file) => ({
      name: `${folder}/${file.replace(/\.json$/, '')}`,
      transport,
      body: bodySchema.parse(readJson(`${folder}/${file}`)),
    }));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, PAYLOADS), 'utf8'));
}

function framesOf(kind: 'action' | 'view'): Payload[] {
  return payloadsIn('frames', 'interaction').filter(
    ({ body }) => (body.type === 'block_actions') === (kind === 'action'),
  );
}
const actionFrames = () => framesOf('action');
const viewFrames = () => framesOf('view');

function idsBegunWith(prefix: string): string[] {
  return Object.entries(ids).flatMap(([name, id]) =>
    name.startsWith(prefix) && typeof id === 'string' ? [id] : [],
  );
}

function action({ name, body }: Payload, element: PayloadBody, kind = 'button'): Payload {
  const { action_id: actionId, value } = element;
  return {
    name: `${name}, ${kind} ${actionId} “${String(value)}”`,
    transport: 'interaction',
    body: { ...body, actions: [element] },
  };
}

function templateNamed(templates: readonly Payload[], name: string): Payload {
  const found = templates.find((template) => template.name.endsWith(`/${name}`));
  if (!found) throw new Error(`no ${name} in the fixtures`);
  return found;
}

/** The element under this id, with this value wherever it has one. */
function filled({ body }: Payload, actionId: string, value: string): PayloadBody {
  const text = JSON.stringify({ ...body, action_id: actionId });
  return bodySchema.parse(JSON.parse(text.replaceAll('"value":""', `"value":${JSON.stringify(value)}`)));
}

function choicesOf({ options, ...element }: SentElement): PayloadBody[] {
  const given = { ...element, block_id: element.block_id ?? 'bLk01', action_ts: '1760003200.100100' };
  return options ? options.map((option) => ({ ...given, selected_option: option })) : [given];
}

interface Viewed {
  callbackId: string;
  privateMetadata: string;
  values: PayloadBody;
}

function viewed({ name, body }: Payload, { callbackId, privateMetadata, values }: Viewed): Payload {
  const view = bodySchema.parse(body.view);
  return {
    name: `${name}, ${callbackId} of “${privateMetadata.slice(0, 60)}”, ${Object.keys(values).length} inputs`,
    transport: 'interaction',
    body: {
      ...body,
      view: { ...view, callback_id: callbackId, private_metadata: privateMetadata, state: { values } },
    },
  };
}

const NOTHING_CHOSEN = {
  type: 'static_select',
  value: null,
  selected_option: null,
  selected_user: null,
  selected_date: null,
  selected_conversation: null,
};
const ALL_CHOSEN = {
  type: 'static_select',
  value: 'In a few words: the launch is on Thursday, and I tell support.',
  selected_option: { text: { type: 'plain_text', text: 'On', emoji: true }, value: 'on' },
  selected_user: 'U0BO',
  selected_date: '2026-12-24',
  selected_conversation: 'C0GENERAL',
};

function stateOf(inputs: readonly string[], chosen: PayloadBody): PayloadBody {
  return Object.fromEntries(inputs.map((id) => [id, { [id]: chosen }]));
}

function pick<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
