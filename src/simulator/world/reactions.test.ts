import { expect, it } from 'vitest';
import { addReaction, removeReaction } from './reactions.ts';
import type { Message } from './types.ts';

function message(): Message {
  return { type: 'message', ts: '1.000001', team: 'T1', text: 'Hello' };
}

it('counts each person once', () => {
  const reacted = message();
  expect(addReaction(reacted, 'eyes', 'U1')).toBe(true);
  expect(addReaction(reacted, 'eyes', 'U1')).toBe(false);
  expect(addReaction(reacted, 'eyes', 'U2')).toBe(true);
  expect(reacted.reactions).toEqual([{ name: 'eyes', users: ['U1', 'U2'], count: 2 }]);
});

it('takes back what there was, and leaves nothing behind', () => {
  const reacted = message();
  addReaction(reacted, 'eyes', 'U1');
  addReaction(reacted, 'tada', 'U2');
  expect(removeReaction(reacted, 'eyes', 'U2')).toBe(false);
  expect(removeReaction(reacted, 'wave', 'U1')).toBe(false);
  expect(removeReaction(reacted, 'eyes', 'U1')).toBe(true);
  expect(reacted.reactions).toEqual([{ name: 'tada', users: ['U2'], count: 1 }]);
  expect(removeReaction(reacted, 'tada', 'U2')).toBe(true);
  expect(reacted).toEqual(message());
});
