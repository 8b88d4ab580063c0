import type { ActionItemsAnswer } from '../../src/core/domain/admin/action-items.ts';
import type { AuditPage } from '../../src/core/domain/admin/audit.ts';
import type { ChannelsPage } from '../../src/core/domain/admin/channels.ts';
import type { ConversationDetail, ConversationsPage } from '../../src/core/domain/admin/conversations.ts';
import type { DigestsPage } from '../../src/core/domain/admin/digests.ts';
import type { FeedbackAnswer } from '../../src/core/domain/admin/feedback.ts';
import type { Overview } from '../../src/core/domain/admin/overview.ts';
import type { SettingsAnswer } from '../../src/core/domain/admin/settings.ts';
import type { UsageAnswer } from '../../src/core/domain/admin/usage.ts';
import type { WorkspacesPage } from '../../src/core/domain/admin/workspaces.ts';

/** What stands in a field that people or Slack fill; a test puts something evil in its place. */
export type Words = (plain: string) => string;

export const SAMPLE_NOW = new Date('2026-11-23T09:30:00.000Z');
const CONVERSATION_ID = '019ab3a2-3a55-7000-8000-000000000001';
const DAY_MS = 86_400_000;

const dayBefore = (days: number) => new Date(SAMPLE_NOW.getTime() - days * DAY_MS).toISOString().slice(0, 10);
const before = (minutes: number) => new Date(SAMPLE_NOW.getTime() - minutes * 60_000).toISOString();

/** Figures that rise and fall as weeks do, the same every time. */
export function sampleOverview(days = 30): Overview {
  const numbers = Array.from({ length: days }, (_, index) => days - 1 - index);
  const busy = (ago: number, size: number, shift: number) => {
    const weekday = new Date(`${dayBefore(ago)}T00:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6) return Math.round(size / 5);
    return Math.max(0, Math.round(size + (size / 2.2) * Math.sin(ago * 1.7 + shift)));
  };
  return {
    days: numbers.map((ago) => ({
      day: dayBefore(ago),
      byTrigger: {
        shortcut: busy(ago, 14, 0),
        command: busy(ago, 9, 1),
        mention: busy(ago, 6, 2),
        reaction: busy(ago, 4, 3),
        schedule: busy(ago, 7, 0.5),
      },
      failed: ago % 6 === 2 ? 3 : ago % 9 === 4 ? 1 : 0,
      costUsd: busy(ago, 40, 1) * 0.0113,
    })),
    asked: 1098,
    done: 1041,
    failed: 17,
    cancelled: 40,
    medianMs: 11_400,
    p95Ms: 48_200,
    durations: numbers.map((ago) => ({
      day: dayBefore(ago),
      medianMs: ago === 15 ? null : 9000 + 4000 * Math.sin(ago),
      p95Ms: ago === 15 ? null : 39_000 + 17_000 * Math.sin(ago * 0.7),
    })),
    tokens: { input: 4_812_004, output: 291_733 },
    costUsd: 12.84,
    budget: { spentUsd: 21.4, monthlyUsd: 25, unlimited: 0 },
    peopleHelped: 87,
    openActionItems: 143,
    failures: [
      { errorCode: 'engine_throttled', count: 9 },
      { errorCode: 'not_in_channel', count: 5 },
      { errorCode: 'timed_out', count: 3 },
    ],
  };
}

export function sampleHealth(words: Words = (plain) => plain) {
  return {
    status: 'degraded' as const,
    version: '0.1.0',
    uptimeSeconds: 4000,
    components: {
      database: { status: 'ok' as const, latencyMs: 2 },
      queue: {
        status: 'ok' as const,
        backend: 'redis' as const,
        waiting: 3,
        active: 2,
        delayed: 0,
        failed: 1,
        oldestWaitingSeconds: 14,
      },
      worker: { status: 'ok' as const, count: 2, lastSeenSeconds: 3 },
      engine: {
        status: 'degraded' as const,
        name: 'bedrock' as const,
        model: words('eu.anthropic.claude-sonnet'),
        error: 'engine_throttled',
        fix: words('The model takes no more for now: ask for a higher quota.'),
      },
      slack: { status: 'ok' as const, workspaces: 2 },
    },
  };
}

const WORKSPACE = { workspaceId: 'T0ACME', workspaceName: 'Acme Travel' };
const OTHER = { workspaceId: 'T0ACMELABS', workspaceName: 'Acme Labs' };

export function sampleWorkspaces(words: Words = (plain) => plain): WorkspacesPage {
  const common = {
    url: 'https://acme.slack.com/',
    isOrgWide: false,
    installedAt: before(60 * 24 * 80),
    revokedAt: null,
    revokedFor: null,
    purgeAfter: null,
    missingScopes: [],
    channels: 42,
    recapsIn30Days: 1041,
    costThisMonthUsd: 21.4,
  };
  return {
    rows: [
      { ...common, id: 'T0ACME', name: words('Acme Travel'), state: 'active' },
      {
        ...common,
        id: 'T0ACMELABS',
        name: words('Acme Labs'),
        state: 'active',
        isOrgWide: true,
        missingScopes: [words('reactions:read')],
      },
      {
        ...common,
        id: 'T0OLD',
        name: words('Old team'),
        state: 'revoked',
        revokedAt: before(3000),
        revokedFor: words('app_uninstalled'),
        purgeAfter: new Date(SAMPLE_NOW.getTime() + 28 * DAY_MS).toISOString(),
        channels: 0,
        recapsIn30Days: 0,
        costThisMonthUsd: 0,
      },
    ],
    next: 'more',
  };
}

export function sampleChannels(words: Words = (plain) => plain): ChannelsPage {
  const common = {
    ...WORKSPACE,
    isPrivate: false,
    mode: 'ask' as const,
    language: null,
    retentionDays: null,
    digests: 0,
    recaps: 12,
    lastRecapAt: before(50),
    messagesRead: 1530,
  };
  return {
    rows: [
      {
        ...common,
        id: 'C0BOOKING',
        name: words('booking'),
        mode: 'on',
        digests: 2,
        recaps: 212,
        messagesRead: 48_211,
      },
      { ...common, id: 'C0LAUNCH', name: words('launch-planning'), language: 'de', retentionDays: 30 },
      {
        ...common,
        id: 'C0SECRET',
        name: null,
        isPrivate: true,
        mode: 'off',
        lastRecapAt: null,
        recaps: 0,
        messagesRead: 0,
      },
      {
        ...common,
        ...OTHER,
        workspaceName: words(OTHER.workspaceName),
        id: 'C0LABS',
        name: words('lab-notes'),
        retentionDays: 0,
      },
    ],
    next: null,
  };
}

export function sampleConversations(words: Words = (plain) => plain): ConversationsPage {
  const common = {
    ...WORKSPACE,
    channelId: 'C0BOOKING',
    channelName: words('booking'),
    source: 'thread' as const,
    trigger: 'shortcut' as const,
    audience: 'thread' as const,
    askedBy: 'U0MARA',
    errorCode: null,
    costUsd: 0.0042,
  };
  const idOf = (index: number) => `${CONVERSATION_ID.slice(0, -1)}${index}`;
  return {
    rows: [
      { ...common, id: idOf(1), state: 'running', requestedAt: before(1), finishedAt: null, costUsd: null },
      { ...common, id: idOf(2), state: 'done', requestedAt: before(30), finishedAt: before(29.8) },
      {
        ...common,
        id: idOf(3),
        state: 'failed',
        errorCode: words('engine_throttled'),
        requestedAt: before(90),
        finishedAt: before(85),
        source: 'channel',
        trigger: 'command',
        audience: 'private',
        askedBy: 'U0UNKNOWN',
        costUsd: 0.031,
      },
      {
        ...common,
        id: idOf(4),
        state: 'cancelled',
        channelId: 'C0SECRET',
        channelName: null,
        requestedAt: before(3000),
        finishedAt: before(2999),
        trigger: 'schedule',
        audience: 'digest',
        costUsd: 0,
      },
    ],
    next: 'more',
  };
}

export function sampleConversation(
  words: Words = (plain) => plain,
): ConversationDetail & { links: { label: string; url: string }[] } {
  const { rows } = sampleConversations(words);
  const [, done = rows[0], failed] = rows;
  if (!done || !failed) throw new Error('the sample is gone');
  return {
    ...done,
    state: 'failed',
    errorCode: failed.errorCode,
    run: 2,
    threadTs: '1700000000.000100',
    windowFrom: before(60 * 24 * 7),
    windowTo: before(30),
    timeline: [
      { at: before(30), what: 'requested' },
      { at: before(29.99), what: 'announced' },
      { at: before(29.98), what: 'taken_up' },
      { at: before(29.8), what: 'finished' },
    ],
    stages: { gather: 1830, summarize: 8120, verify: 14, save: 22, deliver: 402 },
    receipt: {
      engine: words('bedrock'),
      model: words('eu.anthropic.claude-sonnet'),
      promptVersion: words('7'),
      tokens: { input: 12_004, output: 811, cacheRead: 2000, cacheWrite: 0 },
      costUsd: 0.0042,
      removed: { sources: 2, people: 0, links: 1, pings: 0 },
    },
    coverage: { found: 1530, read: 412, leftOut: { bot: 12, over_limit: 1106 }, partial: true },
    counts: { points: 6, decisions: 2, actionItems: 3, openQuestions: 1 },
    messages: [],
    canRetry: true,
    canCancel: true,
    links: [{ label: 'The recap', url: 'https://acme.slack.com/archives/C0BOOKING/p1700000000000200' }],
  };
}

export function sampleDigests(words: Words = (plain) => plain): DigestsPage {
  const common = {
    ...WORKSPACE,
    channelIds: ['C0BOOKING', 'C0LAUNCH'],
    channels: [
      { id: 'C0BOOKING', name: words('booking') },
      { id: 'C0LAUNCH', name: null },
    ],
    postToName: words('booking'),
    postTo: 'C0BOOKING',
    isPersonal: false,
    cron: '0 9 * * 1-5',
    timeZone: 'Europe/Berlin',
    covers: 'since_last' as const,
    author: 'U0MARA',
    state: 'active' as const,
    pausedFor: null,
    nextDueAt: new Date(SAMPLE_NOW.getTime() + DAY_MS).toISOString(),
    lastPostedAt: before(90),
    failures: 0,
  };
  return {
    rows: [
      { ...common, id: CONVERSATION_ID },
      {
        ...common,
        id: CONVERSATION_ID,
        workspaceId: 'T0ACMELABS',
        workspaceName: words('Acme Labs'),
        postTo: null,
        postToName: null,
        isPersonal: true,
        cron: words('30 17 * * 5#1'),
        covers: 'previous_month',
        state: 'paused',
        pausedFor: words('not_in_channel'),
        nextDueAt: null,
        lastPostedAt: null,
        failures: 3,
      },
    ],
    next: null,
  };
}

export function sampleActionItems(words: Words = (plain) => plain): ActionItemsAnswer {
  const common = {
    ...WORKSPACE,
    channelId: 'C0BOOKING',
    channelName: words('booking'),
    conversationId: CONVERSATION_ID,
    isTold: true,
    assignee: 'U0MARA',
    due: '2026-11-20',
    state: 'open' as const,
    createdAt: before(6000),
    changedAt: null,
  };
  return {
    totals: { open: 143, overdue: 12, done: 401, dropped: 33, unassigned: 21 },
    page: {
      rows: [
        { ...common, id: CONVERSATION_ID },
        { ...common, id: CONVERSATION_ID, isTold: false, assignee: null, due: null, channelName: null },
        { ...common, id: CONVERSATION_ID, state: 'done', changedAt: before(10), due: '2026-12-24' },
        {
          ...common,
          id: CONVERSATION_ID,
          ...OTHER,
          workspaceName: words('Acme Labs'),
          state: 'dropped',
          changedAt: before(10),
        },
      ],
      next: null,
    },
  };
}

export function sampleFeedback(words: Words = (plain) => plain): FeedbackAnswer {
  const common = {
    conversationId: CONVERSATION_ID,
    workspaceId: 'T0ACME',
    userId: 'U0MARA',
    model: words('eu.anthropic.claude-sonnet'),
    givenAt: before(400),
  };
  return {
    totals: { up: 64, down: 9, byFault: { missed: 5, too_long: 4 } },
    page: {
      rows: [
        { ...common, verdict: 'down', fault: 'missed', words: words('The price change is not in it.') },
        { ...common, verdict: 'up', fault: null, words: null, model: null, userId: 'U0UNKNOWN' },
      ],
      next: null,
    },
  };
}

export function sampleUsage(words: Words = (plain) => plain, by: UsageAnswer['by'] = 'model'): UsageAnswer {
  const common = {
    calls: 812,
    inputTokens: 3_912_004,
    outputTokens: 211_733,
    cacheReadTokens: 120_000,
    cacheWriteTokens: 4000,
    costUsd: 11.02,
    unpriced: 0,
  };
  const keys = {
    model: ['eu.anthropic.claude-sonnet', 'eu.amazon.nova-lite'],
    channel: ['C0BOOKING', 'C0SECRET'],
    day: ['2026-11-23', '2026-11-22'],
  };
  const [first = '', second = ''] = keys[by];
  return {
    by,
    from: '2026-10-25',
    to: '2026-11-23',
    totals: { ...common, calls: 912, costUsd: 13.14, unpriced: 3 },
    rows: [
      { ...common, key: first, label: by === 'day' ? null : words('booking') },
      {
        ...common,
        key: by === 'model' ? words(second) : second,
        label: null,
        calls: 90,
        costUsd: 1.82,
        unpriced: 3,
      },
    ],
    more: 2,
  };
}

export function sampleSettings(words: Words = (plain) => plain): SettingsAnswer {
  return {
    defaults: { monthlyBudgetUsd: 50, retentionDays: 365, language: null },
    workspaces: [
      { id: WORKSPACE.workspaceId, name: words(WORKSPACE.workspaceName) },
      { id: 'T0ACMELABS', name: words('Acme Labs') },
    ],
    page: {
      rows: [
        {
          ...WORKSPACE,
          workspaceName: words(WORKSPACE.workspaceName),
          spentUsd: 21.4,
          monthlyBudgetUsd: 25,
          retentionDays: null,
          language: 'de',
        },
      ],
      next: null,
    },
    probe: {
      id: CONVERSATION_ID,
      askedAt: before(3),
      answeredAt: before(2.9),
      errorCode: null,
      milliseconds: 1840,
    },
  };
}

export function sampleAudit(words: Words = (plain) => plain): AuditPage {
  const line = (minutes: number, action: string, actor: string, target: string | null) => ({
    id: CONVERSATION_ID,
    at: before(minutes),
    workspaceId: 'T0ACME',
    actor,
    action,
    target,
    details: {},
  });
  return {
    rows: [
      {
        ...line(1, 'channel_mode_changed', 'U0MARA', 'C0BOOKING'),
        details: { from: 'ask', to: words('on') },
      },
      line(5, 'conversation_retried', `token:${CONVERSATION_ID}`, CONVERSATION_ID),
      { ...line(9, 'signed_in', 'U0UNKNOWN', null), workspaceId: null },
      {
        ...line(60, 'retention_purged', 'recall', 'T0ACME'),
        details: { conversations: 12, isDone: true, why: null },
      },
      line(90, words('key_rotated'), 'operator', words('T0ACME')),
    ],
    next: 'more',
  };
}

export const SAMPLE_PEOPLE: ReadonlyMap<string, string> = new Map([['U0MARA', 'Mara Lindqvist']]);
