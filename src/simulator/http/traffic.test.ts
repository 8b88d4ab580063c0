import { expect, test } from 'vitest';
import { createTraffic } from './traffic.ts';

const SOON = { quietMs: 30, limitMs: 20_000 };

test('it is quiet once the last request is done', async () => {
  const traffic = createTraffic();
  const done: string[] = [];
  let finish: (value: string) => void = () => undefined;
  const request = traffic.during(new Promise<string>((resolve) => (finish = resolve)));
  const quiet = traffic.quiet(SOON).then(() => done.push('quiet'));
  await createTraffic().quiet(SOON);
  done.push('elsewhere');
  finish('answer');
  expect(await request).toBe('answer');
  await quiet;
  expect(done).toEqual(['elsewhere', 'quiet']);
});

test('a request that fails is over too', async () => {
  const traffic = createTraffic();
  await expect(traffic.during(Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  await traffic.quiet(SOON);
});

test('nobody waits longer than the limit', async () => {
  const traffic = createTraffic();
  void traffic.during(new Promise(() => undefined));
  await traffic.quiet({ quietMs: 10, limitMs: 50 });
});
