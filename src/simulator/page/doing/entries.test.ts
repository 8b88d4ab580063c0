import type { AnyBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { DEFAULT_APP } from '../../app.ts';
import { createWorld } from '../../world/world.ts';
import { enteredIn, targetOf, targetValue } from '../surface.ts';
import { entriesIn, missingIn } from './entries.ts';

const ann = { id: 'U1', name: 'ann', realName: 'Ann', timeZone: 'Asia/Tokyo' };
const world = createWorld({
  seed: { team: { id: 'T1', name: 'Tea House', domain: 'tea' }, people: [ann], channels: [] },
  app: DEFAULT_APP,
  now: Date.now,
});
const viewing = { world, app: DEFAULT_APP, viewer: ann, here: '/', editing: undefined };

function input(id: string, type: string, optional = false): AnyBlock {
  return { type: 'input', block_id: `${id}/block`, optional, element: { type, action_id: id } } as AnyBlock;
}

const blocks = [
  input('note', 'plain_text_input'),
  input('who', 'multi_users_select', true),
  input('flags', 'checkboxes'),
  input('at', 'datetimepicker', true),
  input('size', 'static_select', true),
];

function entries(fields: Record<string, string | string[]>) {
  const form = new URLSearchParams();
  for (const [id, given] of Object.entries(fields)) {
    for (const value of [given].flat()) form.append(`in/${id}%2Fblock/${id}`, value);
  }
  return entriesIn(enteredIn(form), blocks, viewing);
}

test('text keeps its lines, lists their members, and a time is one of the person’s own zone', () => {
  const given = {
    note: 'two\r\nlines',
    who: ['', 'U1', 'U2'],
    flags: [''],
    at: '2026-11-24T09:30',
    size: '',
  };
  expect(entries(given)).toEqual({
    note: 'two\nlines',
    who: ['U1', 'U2'],
    flags: [],
    at: String(Date.UTC(2026, 10, 24, 0, 30) / 1000),
    size: null,
  });
});

test('what was not on the page says nothing', () => {
  expect(entries({ note: 'x' })).toEqual({ note: 'x' });
});

test('a time that is none is no entry', () => {
  expect(missingIn([input('at', 'datetimepicker')], entries({ at: 'soon' }))).toHaveProperty('at/block');
});

test('only inputs that have to be filled in are missed', () => {
  expect(Object.keys(missingIn(blocks, entries({ note: '', flags: [''] })))).toEqual([
    'note/block',
    'flags/block',
  ]);
  expect(missingIn(blocks, entries({ note: 'x', flags: ['', 'fun'] }))).toEqual({});
});

test.each([
  { blockId: 'a/b', actionId: 'c d', value: '' },
  { blockId: '', actionId: 'ü%', value: '7/8' },
  { blockId: 'a', actionId: 'b' },
])('a button says which element it means: %o', (target) => {
  expect(targetOf(targetValue(target))).toEqual(target);
});

test.each(['', 'a', 'a/b/c/d', '%E0%A4%A/b'])('“%s” means no element', (value) => {
  expect(targetOf(value)).toBeUndefined();
});
