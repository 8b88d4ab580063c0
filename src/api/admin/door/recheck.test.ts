import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../core/admins/standing.ts';
import type { AdminReach } from '../../../core/domain/admin/reach.ts';
import { RecallError } from '../../../core/domain/errors.ts';
import { CHECK_EVERY_MS, createRecheck, OUTAGE_GRACE_MS } from './recheck.ts';

const who = {
  id: 'session',
  organizationId: 'E1',
  workspaceId: 'T1',
  userId: 'U1',
  reach: 'workspace' as AdminReach,
  checkedAt: new Date(0),
};
const standing = (reach: AdminReach): Standing => ({
  organizationId: 'E1',
  workspaceId: 'T1',
  userId: 'U1',
  reach,
});
const away = new RecallError('slack_unavailable', 'away', { retryable: true });

function recheckOf(answer: () => Standing | null, at: number, isInstalled = true) {
  const asked: number[] = [];
  const checked: Date[] = [];
  const clock = { at };
  const recheck = createRecheck({
    standing: {
      async ask() {
        asked.push(clock.at);
        return answer();
      },
    },
    isInstalled: async () => isInstalled,
    now: () => new Date(clock.at),
  });
  return {
    asked,
    checked,
    clock,
    verdict: (of = who) => recheck.verdictOn(of, async (when) => void checked.push(when)),
  };
}

function throwing(error: Error): () => never {
  return () => {
    throw error;
  };
}

describe('whoever was let in', () => {
  it('is not asked about within a quarter of an hour', async () => {
    const { asked, verdict } = recheckOf(() => null, CHECK_EVERY_MS - 1);
    expect(await verdict()).toBe('holds');
    expect(asked).toEqual([]);
  });

  it('is out at once where Recall is uninstalled', async () => {
    const { asked, verdict } = recheckOf(() => standing('workspace'), 1, false);
    expect(await verdict()).toBe('ended');
    expect(asked).toEqual([]);
  });

  it('is asked about then, once for all that they ask at the same time', async () => {
    const { asked, checked, verdict } = recheckOf(() => standing('workspace'), CHECK_EVERY_MS);
    expect(await Promise.all([verdict(), verdict(), verdict()])).toEqual(['holds', 'holds', 'holds']);
    expect(asked).toEqual([CHECK_EVERY_MS]);
    expect(checked).toEqual([new Date(CHECK_EVERY_MS)]);
  });

  it('is out where Slack says no, or that they see less than they did', async () => {
    expect(await recheckOf(() => null, CHECK_EVERY_MS).verdict()).toBe('ended');
    const less = recheckOf(() => standing('workspace'), CHECK_EVERY_MS);
    expect(await less.verdict({ ...who, reach: 'organization' })).toBe('ended');
    const elsewhere = recheckOf(() => standing('workspace'), CHECK_EVERY_MS);
    expect(await elsewhere.verdict({ ...who, organizationId: 'E2' })).toBe('ended');
    const more = recheckOf(() => standing('organization'), CHECK_EVERY_MS);
    expect(await more.verdict()).toBe('holds');
  });

  it('stays while Slack is away, for half an hour; nor is Slack asked by every request', async () => {
    const { asked, clock, verdict } = recheckOf(throwing(away), CHECK_EVERY_MS);
    expect(await verdict()).toBe('holds');
    expect(await verdict()).toBe('holds');
    expect(asked).toHaveLength(1);
    clock.at = CHECK_EVERY_MS + OUTAGE_GRACE_MS - 1;
    expect(await verdict()).toBe('holds');
    clock.at += 1;
    expect(await verdict()).toBe('unknown');
    expect(asked).toHaveLength(2);
  });

  it('is not taken for somebody who may stay where the fault is ours', async () => {
    await expect(recheckOf(throwing(new Error('a fault')), CHECK_EVERY_MS).verdict()).rejects.toThrow();
  });
});
