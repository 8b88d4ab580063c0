import { describe, expect, it } from 'vitest';
import { RecallError } from '../domain/errors.ts';
import type { Slack } from './client.ts';
import { createPeople } from './people.ts';

const MINUTE_MS = 60_000;

function createClock() {
  const clock = { at: 0, now: () => new Date(clock.at) };
  return clock;
}

/** Answers when it is told to, and keeps whom it was asked for. */
function createSlack() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  let isPatient = false;
  let failure: RecallError | null = null;
  const slack: Pick<Slack, 'person'> = {
    async person(id) {
      asked.push(id);
      if (isPatient) await new Promise<void>((resolve) => waiting.push(resolve));
      if (failure) throw failure;
      return {
        id,
        name: `name of ${id}`,
        timeZone: 'Europe/Berlin',
        locale: null,
        standing: 'full',
        isAdmin: false,
      };
    },
  };
  return {
    slack,
    asked,
    waiting,
    hold: () => {
      isPatient = true;
    },
    release: () => {
      isPatient = false;
      for (const answer of waiting.splice(0)) answer();
    },
    fail: (error: RecallError | null) => {
      failure = error;
    },
  };
}

describe('people', () => {
  it('are asked for once in ten minutes, each workspace for itself', async () => {
    const clock = createClock();
    const people = createPeople(clock);
    const { slack, asked } = createSlack();
    const first = await people.named(slack, 'T1', ['U1', 'U2', 'U1']);
    expect([...first.values()].map(({ name }) => name)).toEqual(['name of U1', 'name of U2']);
    clock.at = 10 * MINUTE_MS - 1;
    await people.named(slack, 'T1', ['U2', 'U1']);
    expect(asked).toEqual(['U1', 'U2']);
    await people.named(slack, 'T2', ['U1']);
    clock.at = 10 * MINUTE_MS;
    await people.named(slack, 'T1', ['U1']);
    expect(asked).toEqual(['U1', 'U2', 'U1', 'U1']);
  });

  it('are asked for once by recaps that are made at the same time', async () => {
    const people = createPeople(createClock());
    const { slack, asked, hold, release } = createSlack();
    hold();
    const both = Promise.all([people.named(slack, 'T1', ['U1']), people.named(slack, 'T1', ['U1'])]);
    release();
    expect((await both).map((named) => named.get('U1')?.name)).toEqual(['name of U1', 'name of U1']);
    expect(asked).toEqual(['U1']);
  });

  it('are asked for eight at a time', async () => {
    const people = createPeople(createClock());
    const { slack, asked, waiting, hold, release } = createSlack();
    hold();
    const ids = Array.from({ length: 20 }, (_, index) => `U${index}`);
    const naming = people.named(slack, 'T1', ids);
    expect(waiting).toHaveLength(8);
    release();
    expect([...(await naming).keys()].sort()).toEqual([...ids].sort());
    expect(asked).toHaveLength(20);
  });

  it('are called by their id where Slack does not know them', async () => {
    const { slack, fail } = createSlack();
    fail(new RecallError('slack_refused', 'users.info: user_not_found'));
    const named = await createPeople(createClock()).named(slack, 'T1', ['U1']);
    expect(named.get('U1')).toMatchObject({ id: 'U1', name: 'U1', timeZone: null, standing: 'stranger' });
  });

  it('are asked for again after Slack was away', async () => {
    const people = createPeople(createClock());
    const { slack, fail } = createSlack();
    fail(new RecallError('slack_unavailable', 'users.info: HTTP 503', { retryable: true }));
    await expect(people.named(slack, 'T1', ['U1'])).rejects.toMatchObject({ code: 'slack_unavailable' });
    fail(null);
    expect((await people.named(slack, 'T1', ['U1'])).get('U1')?.name).toBe('name of U1');
  });

  it('are asked for again where the recap that asked first was stopped', async () => {
    const people = createPeople(createClock());
    const stopped = createSlack();
    stopped.hold();
    stopped.fail(new RecallError('timed_out', 'the time limit of the job was reached'));
    const first = people.named(stopped.slack, 'T1', ['U1']);
    const second = people.named(createSlack().slack, 'T1', ['U1']);
    stopped.release();
    await expect(first).rejects.toMatchObject({ code: 'timed_out' });
    expect((await second).get('U1')?.name).toBe('name of U1');
  });
});
