import fc from 'fast-check';
import type { ContentType } from './payload-post.ts';
import type { Payload, PayloadBody } from './payloads.ts';

/** A payload that Slack would not send, or raw text in its place. */
export type Mutant =
  | { kind: 'payload'; name: string; payload: Payload }
  | { kind: 'text'; name: string; text: string; contentType: ContentType };

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const JUST_BELOW_THE_LIMIT = 2_000_000;
const ABOVE_THE_LIMIT = 2_200_000;
const FAR_ABOVE_THE_LIMIT = 4_300_000;

const ODD_TEXTS = [
  '\u0000',
  '\ud800',
  '\u202egnihton\u202c',
  'e\u0301'.repeat(500),
  '👩‍👩‍👧‍👦'.repeat(50),
  '\u200b\u2060\ufeff',
  '<!channel> <@U0MARA|x> <#C0GENERAL|',
  '%00%ff%',
  '\r\n\r\nHTTP/1.1 200 OK',
  '{{7*7}} $1 \\1',
  '__proto__',
  'constructor',
  'toString',
];
const OTHER_IDS = [
  'C0CELLAR',
  'D0NOBODY',
  'G0',
  'U0NOBODY',
  'USLACKBOT',
  'U0RECALLBOT',
  'T0OTHER',
  'E0HOLDING',
  '1760000000.000100',
  '0',
  '-1',
  '99999999999999999999.999999',
  '00000000-0000-4000-8000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];

/** What a field becomes, by the value that it had. */
const CHANGES = {
  'is null': () => null,
  'is empty': () => '',
  'is an empty list': () => [],
  'is an empty object': () => ({}),
  'is a number': (value: unknown) => Number.parseFloat(String(value)) || 17,
  'is text': (value: unknown) => (typeof value === 'string' ? `${value}x` : JSON.stringify(value)),
  'is true': () => true,
  'is in a list': (value: unknown) => [value, value],
  'is in an object': (value: unknown) => ({ id: value, value }),
  'is enormous': () => 1e308,
  'is very long': () => 'long '.repeat(10_000),
  'is a long list': (value: unknown) => Array.from({ length: 500 }, () => value),
  'is deep': () => nested(500),
  'is upside down': (value: unknown) => (typeof value === 'string' ? [...value].reverse().join('') : !value),
} satisfies Record<string, (value: unknown) => unknown>;

type Place = readonly string[];

/** `count` mutants of these payloads, the same for the same seed; those that end the installation come last. */
export function mutantsOf(payloads: readonly Payload[], options: { count: number; seed: number }): Mutant[] {
  const { count: numRuns, seed } = options;
  const mutants = fc.sample(mutant(payloads), { numRuns, seed });
  const isEnd = ({ name }: Mutant) => /app_uninstalled|tokens_revoked/.test(name);
  return [...mutants.filter((one) => !isEnd(one)), ...mutants.filter(isEnd)];
}

function mutant(payloads: readonly Payload[]): fc.Arbitrary<Mutant> {
  const payload = fc.constantFrom(...payloads);
  return fc.oneof(
    { weight: 40, arbitrary: fc.tuple(payload, fc.array(step, { minLength: 1, maxLength: 3 })).map(changed) },
    { weight: 2, arbitrary: fc.tuple(payload, fc.nat()).map(cutShort) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_BODIES) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }).map((text) => asText('any JSON', text, JSON_TYPE)) },
  );
}

interface Step {
  at: number;
  how: (body: PayloadBody, place: Place) => PayloadBody;
  words: string;
}

const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.nat(),
    fc.oneof(
      fc.constantFrom(...Object.entries(CHANGES)).map(([words, change]) => ({
        words,
        how: (body: PayloadBody, place: Place) => withChange(body, place, change),
      })),
      fc.constantFrom(...ODD_TEXTS, ...OTHER_IDS).map((text) => ({
        words: `is ${JSON.stringify(text).slice(0, 40)}`,
        how: (body: PayloadBody, place: Place) => withChange(body, place, () => text),
      })),
      fc.string({ unit: 'binary', maxLength: 100 }).map((text) => ({
        words: 'is any text',
        how: (body: PayloadBody, place: Place) => withChange(body, place, () => text),
      })),
      fc.constant({ words: 'is left out', how: without }),
      fc.constant({ words: 'has another name', how: renamed }),
      fc.constant({ words: 'has a prototype beside it', how: withPrototype }),
    ),
  )
  .map(([at, { words, how }]) => ({ at, words, how }));

function changed([payload, steps]: [Payload, Step[]]): Mutant {
  let body = payload.body;
  const told: string[] = [];
  for (const { at, how, words } of steps) {
    const places = placesIn(body);
    const place = places[at % places.length];
    if (place === undefined) continue;
    told.push(`${place.join('.')} ${words}`);
    body = how(body, place);
  }
  const name = `${payload.name}: ${told.join(', ')}`;
  return { kind: 'payload', name, payload: { ...payload, body } };
}

function cutShort([payload, at]: [Payload, number]): Mutant {
  const json = JSON.stringify(payload.body).replaceAll(/https:\/\/hooks\.slack\.com[^"\\]*/g, '');
  const text = json.slice(0, at % json.length);
  return payload.transport === 'json'
    ? asText(`${payload.name}, cut short`, text, JSON_TYPE)
    : asText(`${payload.name}, cut short`, `payload=${encodeURIComponent(text)}`, FORM_TYPE);
}

function asText(name: string, text: string, contentType: ContentType): Mutant {
  return { kind: 'text', name, text, contentType };
}

const ODD_BODIES: readonly Mutant[] = [
  ...['', 'null', '[]', '7', 'true', '"text"', '{}', '[null]', '{"event":null}', '{"event":"text"}'].flatMap(
    (text) => [
      asText(`the body ${text}`, text, JSON_TYPE),
      asText(`the payload ${text}`, `payload=${encodeURIComponent(text)}`, FORM_TYPE),
    ],
  ),
  asText('two payloads', 'payload=%7B%7D&payload=%7B%7D', FORM_TYPE),
  asText('a command twice', 'command=%2Frecall&command=%2Frecall&text=3d&text=3d', FORM_TYPE),
  asText('a form as JSON', 'command=%2Frecall&text=3d', JSON_TYPE),
  asText('JSON as a form', '{"type":"event_callback"}', FORM_TYPE),
  asText('broken escapes', 'command=%2Frecall&text=%E0%A4%A&user_id=%', FORM_TYPE),
  asText('a thousand fields', Array.from({ length: 5000 }, (_, i) => `f${i}=${i}`).join('&'), FORM_TYPE),
  asText('deep JSON', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, JSON_TYPE),
  asText('deep objects', `${'{"event":'.repeat(5000)}1${'}'.repeat(5000)}`, JSON_TYPE),
  asText('a large body', largeCommand(JUST_BELOW_THE_LIMIT), FORM_TYPE),
  asText('a body that is too large', largeCommand(ABOVE_THE_LIMIT), FORM_TYPE),
  asText('a body that is far too large', largeCommand(FAR_ABOVE_THE_LIMIT), FORM_TYPE),
];

function largeCommand(bytes: number): string {
  const start = 'command=%2Frecall&channel_id=C0GENERAL&channel_name=general&user_id=U0MARA&text=';
  return start + 'find+'.repeat(Math.floor((bytes - start.length) / 5));
}

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { elements: value };
  return value;
}

/** Where the fields of a body are, its own first; those of large parts are left out. */
function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null || place.length > 8) return [];
  const entries = Object.entries(value).slice(0, 60);
  return entries.flatMap(([key, inner]) => [[...place, key], ...placesIn(inner, [...place, key])]);
}

/** A copy, with whatever `edit` does to the object or list that holds the field at the place. */
function edited(
  body: PayloadBody,
  place: Place,
  edit: (holder: PayloadBody, key: string) => void,
): PayloadBody {
  const copy = structuredClone(body);
  const holder = place.slice(0, -1).reduce<unknown>((inner, key) => isHolder(inner) && inner[key], copy);
  if (isHolder(holder)) edit(holder, place.at(-1) ?? '');
  return copy;
}

function isHolder(value: unknown): value is PayloadBody {
  return typeof value === 'object' && value !== null;
}

function withChange(body: PayloadBody, place: Place, change: (value: unknown) => unknown): PayloadBody {
  return edited(body, place, (holder, key) => {
    holder[key] = change(holder[key]);
  });
}

function without(body: PayloadBody, place: Place): PayloadBody {
  return edited(body, place, (holder, key) => {
    delete holder[key];
  });
}

function renamed(body: PayloadBody, place: Place): PayloadBody {
  return edited(body, place, (holder, key) => {
    holder[`${key}_`] = holder[key];
    delete holder[key];
  });
}

/** Keys that an object gets from JSON alone. */
function withPrototype(body: PayloadBody, place: Place): PayloadBody {
  return edited(body, place, (holder) => {
    const value = { admin: true, id: 'U0MARA' };
    Object.defineProperty(holder, '__proto__', { value, enumerable: true });
    Object.defineProperty(holder, 'constructor', { value: { prototype: {} }, enumerable: true });
  });
}
