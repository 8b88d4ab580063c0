import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { RecallError } from '../../src/core/domain/errors.ts';
import type { Outcome } from '../../src/worker/jobs/job-run.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { startQueue, untilStopped } from '../support/queue.ts';
import { until } from '../support/until.ts';

const DONE: Outcome = { kind: 'done' };
const someWork = () => ({ conversationId: randomUUID() });
const failure = (retryable: boolean) => new RecallError('engine_unavailable', 'no answer', { retryable });

describeOnEachBackend('jobs', (kind) => {
  it('are one where the same work is added five times', async () => {
    const { producer, inspector, work } = await startQueue(kind);
    const payload = someWork();
    await Promise.all(Array.from({ length: 5 }, () => producer.enqueue('recap', payload)));
    expect(await inspector.report(new Date())).toMatchObject({ waiting: 1 });
    const { runs } = work(() => DONE);
    await until(async () => (await producer.stateOf('recap', payload)) === 'completed');
    await producer.enqueue('recap', payload);
    expect(await inspector.report(new Date())).toMatchObject({ waiting: 0, active: 0 });
    expect(runs).toEqual([{ ...payload, attempt: 1, attemptsLeft: 5 }]);
  });

  it.each([
    ['was done', DONE, 'completed'],
    ['failed', { kind: 'failed', error: failure(false) }, 'failed'],
  ] as const)('run again, when asked for, after the first %s', async (_, outcome, state) => {
    const { producer, work } = await startQueue(kind);
    const payload = someWork();
    const { runs } = work(() => outcome);
    await producer.enqueue('recap', payload);
    await until(async () => (await producer.stateOf('recap', payload)) === state);
    await producer.enqueue('recap', payload, { again: true });
    await until(() => runs.length === 2);
    expect(runs).toMatchObject([{ attempt: 1 }, { attempt: 1 }]);
  });

  it('that run are left alone where they are asked for again', async () => {
    const { producer, work } = await startQueue(kind);
    const payload = someWork();
    const finish = new EventEmitter();
    const { runs } = work(async () => {
      await once(finish, 'now');
      return DONE;
    });
    await producer.enqueue('recap', payload);
    await until(() => runs.length === 1);
    await producer.enqueue('recap', payload, { again: true });
    expect(await producer.stateOf('recap', payload)).toBe('active');
    finish.emit('now');
    await until(async () => (await producer.stateOf('recap', payload)) === 'completed');
    expect(runs).toHaveLength(1);
  });

  it('that wait to be tried again keep waiting where they are asked for again', async () => {
    const { producer, work } = await startQueue(kind);
    const payload = someWork();
    work(() => ({ kind: 'wait', waitMs: 60_000 }));
    await producer.enqueue('recap', payload);
    await until(async () => (await producer.stateOf('recap', payload)) === 'delayed');
    await producer.enqueue('recap', payload, { again: true });
    expect(await producer.stateOf('recap', payload)).toBe('delayed');
  });

  it('have a state that can be asked for', async () => {
    const { producer, work } = await startQueue(kind);
    const payload = someWork();
    expect(await producer.stateOf('recap', payload)).toBe('missing');
    await producer.enqueue('recap', payload);
    expect(await producer.stateOf('recap', payload)).toBe('waiting');
    const outcomes: Outcome[] = [{ kind: 'wait', waitMs: 60_000 }];
    work(() => outcomes.shift() ?? DONE);
    await until(async () => (await producer.stateOf('recap', payload)) === 'delayed');
  });

  it('that wait spend no attempt, those that fail and may be tried again do', async () => {
    const { producer, work } = await startQueue(kind);
    const wait: Outcome = { kind: 'wait', waitMs: 1 };
    const outcomes: Outcome[] = [wait, wait, { kind: 'retry', error: failure(true) }, wait];
    const { runs } = work(() => outcomes.shift() ?? DONE);
    await producer.enqueue('recap', someWork());
    await until(() => runs.length === 5);
    expect(runs.map(({ attempt, attemptsLeft }) => [attempt, attemptsLeft])).toEqual([
      [1, 5],
      [1, 5],
      [1, 5],
      [2, 4],
      [2, 4],
    ]);
  });

  it('that must not be tried again are not', async () => {
    const { producer, inspector, work } = await startQueue(kind);
    const payload = someWork();
    const { runs } = work(() => ({ kind: 'failed', error: failure(true) }));
    await producer.enqueue('recap', payload);
    await until(async () => (await producer.stateOf('recap', payload)) === 'failed');
    expect(await inspector.report(new Date())).toMatchObject({ failed: 1, delayed: 0, waiting: 0 });
    expect(runs).toHaveLength(1);
  });

  it('of a kind that this version does not know are dropped, and the log says so', async () => {
    const { backend, inspector, work } = await startQueue(kind);
    const queue = backend.openQueue(() => {});
    onTestFinished(() => queue.close());
    await queue.add('from-the-future', {}, { jobId: 'from-the-future' });
    const { logLines } = work(() => DONE);
    await until(async () => (await queue.getJobState('from-the-future')) === 'completed');
    expect(logLines.join('')).toContain('from-the-future');
    expect(await inspector.report(new Date())).toMatchObject({ failed: 0 });
  });

  it('with a payload that is not one fail without being tried again or reaching a handler', async () => {
    const { backend, inspector, work } = await startQueue(kind);
    const queue = backend.openQueue(() => {});
    onTestFinished(() => queue.close());
    await queue.add('recap', { conversationId: 'not an id' }, { jobId: 'bad', attempts: 5 });
    const { runs } = work(() => DONE);
    await until(async () => (await queue.getJobState('bad')) === 'failed');
    expect(runs).toEqual([]);
    expect(await inspector.report(new Date())).toMatchObject({ failed: 1, delayed: 0 });
  });

  it('go to a handler that is told to stop when their worker closes', async () => {
    const { producer, work } = await startQueue(kind);
    const payload = someWork();
    const worker = work(untilStopped);
    await producer.enqueue('recap', payload);
    await until(() => worker.runs.length === 1);
    await worker.close();
    const { runs } = work(() => DONE);
    await until(async () => (await producer.stateOf('recap', payload)) === 'completed');
    expect(runs).toEqual([{ ...payload, attempt: 1, attemptsLeft: 5 }]);
  });

  it('that somebody waits for begin at once, though what is scheduled has all the slots that it may', async () => {
    const { producer, work } = await startQueue(kind);
    const scheduled = Array.from({ length: 5 }, () => ({ payload: someWork(), delayMs: 0 }));
    await producer.enqueueAll('recap', scheduled);
    await producer.enqueueAll('recap', scheduled);
    const { runs } = work(untilStopped);
    await until(() => runs.length === 1);
    const payload = someWork();
    await producer.enqueue('recap', payload);
    await until(() => runs.some(({ conversationId }) => conversationId === payload.conversationId));
    expect(runs).toHaveLength(2);
    const states = await Promise.all(scheduled.map((each) => producer.stateOf('recap', each.payload)));
    expect(states.toSorted()).toEqual(['active', 'waiting', 'waiting', 'waiting', 'waiting']);
  });

  it('are refused by the producer where the payload is not one', async () => {
    const { producer } = await startQueue(kind);
    await expect(producer.enqueue('recap', { conversationId: 'not an id' })).rejects.toThrow();
  });
});

describeOnEachBackend('the report', (kind) => {
  it('counts jobs by state and tells how long the oldest has waited', async () => {
    const { producer, inspector, work } = await startQueue(kind);
    const start = new Date();
    expect(await inspector.report(start)).toEqual({
      backend: kind,
      waiting: 0,
      active: 0,
      delayed: 0,
      failed: 0,
      oldestWaitingSeconds: 0,
    });
    await producer.enqueue('recap', someWork());
    await producer.enqueue('sweep', {});
    const later = new Date(Date.now() + 90_000);
    const report = await inspector.report(later);
    expect(report.waiting).toBe(2);
    expect(report.oldestWaitingSeconds).toBeGreaterThanOrEqual(90);
    work(untilStopped);
    await until(async () => {
      const { active, waiting } = await inspector.report(later);
      return active === 1 && waiting === 0;
    });
    expect(await inspector.report(later)).toMatchObject({ oldestWaitingSeconds: 0 });
  });
});
