import { describe, expect, it } from 'vitest';
import {
  INPUT_FOCUS,
  INPUT_FROM,
  INPUT_LENGTH,
  INPUT_RECAP_LANGUAGE,
  INPUT_TO,
  INPUT_WHERE,
  INPUT_WINDOW,
} from '../../core/slack/ids.ts';
import { formState } from '../form-state.ts';
import { readOptions } from './options-form.ts';

const CLOCK = { now: new Date('2026-11-23T12:00:00Z'), timeZone: 'Europe/Berlin' };
const at = (time: string) => new Date(`${time}Z`);

interface Entered {
  window?: string;
  from?: string;
  to?: string;
  focus?: string;
  length?: string;
  language?: string;
  where?: string;
}

function read(entered: Entered) {
  const picked = (value: string | undefined) => ({ selected_option: value === undefined ? null : { value } });
  const field = (id: string, state: object) => ({ [id]: { [id]: state } });
  const values = {
    ...field(INPUT_WINDOW, picked(entered.window)),
    ...field(INPUT_FROM, { selected_date: entered.from ?? null }),
    ...field(INPUT_TO, { selected_date: entered.to ?? null }),
    ...field(INPUT_FOCUS, { value: entered.focus ?? null }),
    ...field(INPUT_LENGTH, picked(entered.length)),
    ...field(INPUT_RECAP_LANGUAGE, picked(entered.language)),
    ...field(INPUT_WHERE, picked(entered.where)),
  };
  return readOptions(formState({ values }), CLOCK);
}

describe('what to read', () => {
  it.each([
    ['since_last', { kind: 'since_last' }],
    ['today', { kind: 'between', from: at('2026-11-22T23:00:00'), to: CLOCK.now }],
    ['yesterday', { kind: 'between', from: at('2026-11-21T23:00:00'), to: at('2026-11-22T23:00:00') }],
    ['week', { kind: 'between', from: at('2026-11-16T12:00:00'), to: CLOCK.now }],
  ])('%s', (window, expected) => {
    expect(read({ window })).toMatchObject({ kind: 'options', window: expected });
  });

  it('days that were picked, the last one whole, in the zone of the person', () => {
    expect(read({ window: 'custom', from: '2026-11-09', to: '2026-11-13' })).toMatchObject({
      window: { kind: 'between', from: at('2026-11-08T23:00:00'), to: at('2026-11-13T23:00:00') },
    });
  });

  it('days that were picked, also where the choice above was forgotten, and never beyond now', () => {
    const window = { kind: 'between', from: at('2026-11-19T23:00:00'), to: CLOCK.now };
    expect(read({ window: 'since_last', from: '2026-11-20' })).toMatchObject({ window });
    expect(read({ window: 'custom', from: '2026-11-20', to: '2026-12-24' })).toMatchObject({ window });
  });

  it.each([
    [{ window: 'custom' }, { from: 'from_missing' }],
    [{ to: '2026-11-01' }, { from: 'from_missing' }],
    [{ from: '2026-11-24' }, { from: 'from_in_future' }],
    [{ from: '2026-11-13', to: '2026-11-09' }, { to: 'to_before_from' }],
    [{ from: '2024-01-01' }, { from: 'too_long' }],
  ])('not %j', (entered, problems) => {
    expect(read(entered)).toEqual({ kind: 'problems', problems });
  });
});

describe('how it is wanted', () => {
  it('is as it was chosen', () => {
    const entered = { focus: ' the outage ', length: 'brief', language: 'de', where: 'channel' };
    expect(read(entered)).toMatchObject({
      wishes: { focus: 'the outage', length: 'brief', language: 'de' },
      isPublic: true,
    });
  });

  it('is as usual where nothing was chosen, or nothing that is offered', () => {
    const usual = { wishes: { focus: null, length: 'standard', language: null }, isPublic: false };
    expect(read({})).toMatchObject(usual);
    expect(read({ focus: '  ', length: 'epic', language: 'no such', where: 'moon' })).toMatchObject(usual);
  });

  it('does not stumble over a state that is none', () => {
    for (const state of [null, 7, {}, { values: 'x' }, { values: { a: { b: null } } }]) {
      expect(readOptions(formState(state), CLOCK)).toMatchObject({ window: { kind: 'since_last' } });
    }
  });
});
