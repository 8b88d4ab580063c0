import { expect, it } from 'vitest';
import { createSlackRateLimits } from './rate-limits.ts';

function limitsAt(start = 0) {
  let time = start;
  const limits = createSlackRateLimits({ now: () => time });
  return {
    pass(ms: number) {
      time += ms;
    },
    read: () => limits.admit({ method: 'conversations.history', pace: 'tier3', channel: 'C1' }),
    info: () => limits.admit({ method: 'users.info', pace: 'tier4', channel: undefined }),
    post: (channel: string) => limits.admit({ method: 'chat.postMessage', pace: 'posting', channel }),
  };
}

it('admits fifty calls of a tier 3 method a minute and says how long to wait for the next', () => {
  const { read, pass } = limitsAt();
  for (let call = 0; call < 50; call += 1) expect(read()).toBeUndefined();
  pass(10_000);
  expect(read()).toBe(50);
  pass(50_000);
  expect(read()).toBeUndefined();
});

it('counts each method by itself', () => {
  const { read, info } = limitsAt();
  for (let call = 0; call < 51; call += 1) read();
  expect(info()).toBeUndefined();
});

it('lets a channel have a short burst of posts, then one a second', () => {
  const { post, pass } = limitsAt();
  expect([post('C1'), post('C1'), post('C1')]).toEqual([undefined, undefined, undefined]);
  expect(post('C1')).toBe(1);
  expect(post('C2')).toBeUndefined();
  pass(1000);
  expect(post('C1')).toBeUndefined();
  expect(post('C1')).toBe(1);
});
