import { expect, it } from 'vitest';
import { createTriggers } from './triggers.ts';

it('lets a trigger be used once, by whom it was given for', () => {
  const triggers = createTriggers({ now: () => 0 });
  const triggerId = triggers.issue('U1');
  expect(triggers.redeem(triggerId)).toBe('U1');
  expect(() => triggers.redeem(triggerId)).toThrow('exchanged_trigger_id');
});

it('lets a trigger live three seconds', () => {
  let time = 0;
  const triggers = createTriggers({ now: () => time });
  const [first, second] = [triggers.issue('U1'), triggers.issue('U1')];
  time = 3000;
  expect(triggers.redeem(first)).toBe('U1');
  time = 3001;
  expect(() => triggers.redeem(second)).toThrow('expired_trigger_id');
});

it('knows no trigger that it did not give', () => {
  expect(() => createTriggers({ now: () => 0 }).redeem('1.2.abc')).toThrow('invalid_trigger_id');
});
