import { WebAPIRateLimitedError } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { clientOf, createSimulators, refusalOf } from '../support/simulator-client.ts';

const { start, closeAll } = createSimulators();
afterEach(closeAll);

describe('faults', () => {
  it('answers 429 as often as told, with the time to wait', async () => {
    const simulator = await start();
    simulator.faults.rateLimit('users.info', { retryAfterSeconds: 7 });
    const client = clientOf(simulator);
    const error = await client.users.info({ user: 'U0BO' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WebAPIRateLimitedError);
    expect(error).toMatchObject({ retryAfter: 7 });
    expect(await client.users.info({ user: 'U0BO' })).toMatchObject({ ok: true });
    expect(simulator.calls.map(({ status, error: code }) => [status, code])).toEqual([
      [429, 'ratelimited'],
      [200, null],
    ]);
  });

  it("keeps Slack's tiers where they are switched on", async () => {
    const simulator = await start({ rateLimits: 'slack' });
    const client = clientOf(simulator);
    const posts = Array.from({ length: 4 }, () =>
      client.chat.postMessage({ channel: 'C0GENERAL', text: 'x' }),
    );
    const outcomes = await Promise.allSettled(posts);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { retryAfter: 1 } },
    ]);
  });

  it('posts a message whose answer is lost', async () => {
    const simulator = await start();
    simulator.faults.loseAnswer('chat.postMessage');
    const posting = clientOf(simulator).chat.postMessage({ channel: 'C0GENERAL', text: 'twice?' });
    await expect(posting).rejects.toThrow();
    expect(simulator.world.timeline('C0GENERAL').map(({ text }) => text)).toContain('twice?');
  });

  it('fails with an error or an HTTP status on demand', async () => {
    const simulator = await start();
    simulator.faults.fail('users.info', { error: 'internal_error' });
    simulator.faults.httpError('users.info', { status: 503 });
    const client = clientOf(simulator);
    expect(await refusalOf(client.users.info({ user: 'U0BO' }))).toMatchObject({ error: 'internal_error' });
    await expect(client.users.info({ user: 'U0BO' })).rejects.toMatchObject({ statusCode: 503 });
  });

  it('holds back an answer until it is released', async () => {
    const simulator = await start();
    simulator.faults.hang('auth.test');
    const client = clientOf(simulator);
    const held = client.auth.test();
    await client.users.info({ user: 'U0BO' });
    expect(simulator.calls).toMatchObject([
      { method: 'auth.test', status: null },
      { method: 'users.info', status: 200 },
    ]);
    simulator.faults.release();
    expect(await held).toMatchObject({ ok: true });
  });

  it('does not keep the simulator from closing', async () => {
    const simulator = await start();
    simulator.faults.hang('auth.test');
    const client = clientOf(simulator);
    const held = client.auth.test().catch((error: unknown) => error);
    await expect.poll(() => simulator.calls.length).toBe(1);
    await simulator.close();
    expect(await held).toBeInstanceOf(Error);
  });
});
