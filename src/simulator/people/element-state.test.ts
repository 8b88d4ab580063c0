import type { AnyBlock } from '@slack/types';
import { expect, it } from 'vitest';
import { actionFieldsOf, stateOf } from './element-state.ts';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
const label = { type: 'plain_text' as const, text: 'Label' };

const blocks: AnyBlock[] = [
  { type: 'input', block_id: 'b1', label, element: { type: 'plain_text_input', action_id: 'note' } },
  {
    type: 'input',
    block_id: 'b2',
    label,
    element: {
      type: 'static_select',
      action_id: 'mode',
      options: [option('on'), option('off')],
      initial_option: option('on'),
    },
  },
  {
    type: 'input',
    block_id: 'b3',
    label,
    element: { type: 'checkboxes', action_id: 'days', options: [option('mon'), option('tue')] },
  },
  {
    type: 'actions',
    block_id: 'b4',
    elements: [
      { type: 'button', action_id: 'go', text: label, value: '1' },
      { type: 'datepicker', action_id: 'due', initial_date: '2026-01-31' },
    ],
  },
];

it('starts with what the elements start with', () => {
  expect(stateOf(blocks)).toEqual({
    b1: { note: { type: 'plain_text_input', value: null } },
    b2: { mode: { type: 'static_select', selected_option: option('on') } },
    b3: { days: { type: 'checkboxes', selected_options: [] } },
    b4: { due: { type: 'datepicker', selected_date: '2026-01-31' } },
  });
});

it('holds what was entered and picked', () => {
  const entries = { note: 'hello', mode: 'off', days: ['mon'], due: null };
  expect(stateOf(blocks, entries)).toEqual({
    b1: { note: { type: 'plain_text_input', value: 'hello' } },
    b2: { mode: { type: 'static_select', selected_option: option('off') } },
    b3: { days: { type: 'checkboxes', selected_options: [option('mon')] } },
    b4: { due: { type: 'datepicker', selected_date: null } },
  });
});

it('holds nothing for a text that was cleared', () => {
  expect(stateOf(blocks, { note: '' }).b1).toEqual({ note: { type: 'plain_text_input', value: null } });
});

it('does not let anyone pick what is not offered', () => {
  expect(() => stateOf(blocks, { mode: 'maybe' })).toThrow('offers no option maybe');
});

it('tells a click on a button by its text and value', () => {
  const button = { type: 'button', action_id: 'go', text: label, value: '1' };
  expect(actionFieldsOf(button, null)).toEqual({ text: label, value: '1' });
});
