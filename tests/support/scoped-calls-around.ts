import { NO_TOKENS } from '../../src/core/domain/recap.ts';
import { DAILY } from './digests.ts';
import { type FurnishedWorkspace, later } from './furnished-workspace.ts';
import { AT, BRAVO, CLAIM, NEXT_WEEK, type ScopedCall, SECRET } from './scoped-call.ts';

const change = (ws: string, { channelId, ts }: FurnishedWorkspace) => ({
  ...{ workspaceId: ws, channelId, ts: ts(1), editedTs: null },
});
/** The rows of what comes of recaps, and of all that is around them. */
export const SCOPED_CALLS_AROUND: Record<string, ScopedCall> = {
  'reminders.itemsIn': {
    asks: async ({ alpha }) => {
      const items = [];
      const days = { dueFrom: '2026-01-01', dueTo: '2026-12-31', snoozedFrom: new Date(0), snoozedTo: AT };
      for await (const item of alpha.reminders.itemsIn(days)) items.push(item);
      return items;
    },
    ofItsOwn: true,
  },
  'reminders.isDone': ({ alpha, b: { reminder } }) => alpha.reminders.isDone(reminder, new Date(0)),
  'reminders.claim': {
    asks: ({ alpha, b: { item }, ws }) =>
      alpha.reminders.claim({ ...item, workspaceId: ws }, { kind: 'overdue', due: '2026-01-06' }, CLAIM),
    gives: 'refused',
  },
  'reminders.record': ({ alpha, b: { reminder } }) => alpha.reminders.record(reminder, null),
  'reminders.postedFor': ({ alpha, b: { item } }) => alpha.reminders.postedFor(item.id, 100),

  'deliveries.list': ({ alpha, b: { recapId } }) => alpha.deliveries.list(recapId),
  'deliveries.copies': ({ alpha, b: { recapId } }) => alpha.deliveries.copies(recapId),
  'deliveries.claim': ({ alpha, b: { recapId, channelId, ts } }) =>
    alpha.deliveries.claim(recapId, { part: 9, channelId, ts: ts(99) }),
  'deliveries.record': ({ alpha, b: { recapId, channelId, ts } }) =>
    alpha.deliveries.record(recapId, { part: 0, channelId, ts: ts(99) }),
  'deliveries.adoptCopies': async ({ alpha, a, b: { recapId, otherId } }) => {
    await alpha.deliveries.adoptCopies(otherId, recapId);
    await alpha.deliveries.adoptCopies(a.otherId, recapId);
    await alpha.deliveries.adoptCopies(otherId, a.recapId);
  },
  'deliveries.forget': ({ alpha, b: { recapId } }) => alpha.deliveries.forget(recapId, 0),

  'sharing.share': ({ alpha, b: { privateId, channelId } }) => alpha.sharing.share(privateId, channelId, AT),
  'sharing.unshare': ({ alpha, b: { sharedId, channelId } }) =>
    alpha.sharing.unshare(sharedId, channelId, AT),
  'sharing.keep': ({ alpha, b: { keptId } }) => alpha.sharing.keep(keptId, AT),
  'removal.remove': ({ alpha, b: { recapId, userId } }) => alpha.removal.remove(recapId, userId, AT),
  'striking.citing': ({ alpha, b, ws }) => alpha.striking.citing(change(ws, b)),
  'striking.notedDuring': ({ alpha, b: { running } }) => alpha.striking.notedDuring(running.id),
  'striking.strike': ({ alpha, b, ws }) =>
    alpha.striking.strike(b.recapId, change(ws, b), { emptyHeadline: '', at: AT }),

  'feedback.give': ({ alpha, b: { otherId, userId }, ws }) =>
    alpha.feedback.give({
      ...{ workspaceId: ws, conversationId: otherId, userId, verdict: 'up', reason: null, givenAt: AT },
    }),
  'feedback.list': { asks: ({ alpha, ws }) => alpha.feedback.list(ws, { limit: 100 }), ofItsOwn: true },

  'digests.find': ({ alpha, b: { digest }, ws }) => alpha.digests.find(ws, digest.id),
  'digests.create': ({ alpha }) => alpha.digests.create({ ...DAILY, workspaceId: BRAVO }, AT),
  'digests.createFirst': ({ alpha, b: { digest } }) =>
    alpha.digests.createFirst({ ...digest, postTo: digest.postTo ?? '', workspaceId: BRAVO }, AT),
  'digests.stop': ({ alpha, b: { digest } }) =>
    alpha.digests.stop({ digest, code: 'internal', channelId: null }, AT),
  'digests.takeUntold': {
    asks: ({ alpha }) => alpha.digests.takeUntold({ now: NEXT_WEEK, againAt: NEXT_WEEK }),
    ofItsOwn: true,
  },
  'digests.hasUntold': { asks: ({ alpha }) => alpha.digests.hasUntold(NEXT_WEEK), ofItsOwn: true },
  'digests.markTold': ({ alpha, b: { digest } }) => alpha.digests.markTold(digest.id),
  'digests.change': ({ alpha, b: { digest }, ws }) =>
    alpha.digests.change(ws, digest.id, { tellsQuiet: true }, AT),
  'digests.ofChannel': ({ alpha, b: { channelId }, ws }) => alpha.digests.ofChannel(ws, channelId),
  'digests.byAuthor': ({ alpha, b: { userId }, ws }) => alpha.digests.byAuthor(ws, userId),
  'digests.pause': ({ alpha, b: { digest }, ws }) => alpha.digests.pause(ws, digest.id, AT),
  'digests.resume': ({ alpha, b: { digest }, ws }) => alpha.digests.resume(ws, digest.id, AT, digest.author),
  'digests.remove': ({ alpha, b: { digest }, ws }) => alpha.digests.remove(ws, digest.id, AT),
  'digests.due': { asks: ({ alpha }) => alpha.digests.due(NEXT_WEEK, 100), ofItsOwn: true },
  'digests.openMany': ({ alpha, b: { digest } }) =>
    alpha.digests.openMany({ ids: [digest.id], now: NEXT_WEEK }, () => {
      throw new Error('it was given to be decided on');
    }),
  'digests.startNow': ({ alpha, b: { digest }, ws }) => alpha.digests.startNow(ws, digest.id, later(60)),

  'digestPeriods.find': ({ alpha, b: { periodId } }) => alpha.digestPeriods.find(periodId),
  'digestPeriods.postsTo': ({ alpha, b: { periodId } }) => alpha.digestPeriods.postsTo(periodId),
  'digestPeriods.isReady': ({ alpha, b: { periodId } }) => alpha.digestPeriods.isReady(periodId),
  'digestPeriods.isSettled': ({ alpha, b: { periodId } }) => alpha.digestPeriods.isSettled(periodId),
  'digestPeriods.ready': {
    asks: ({ alpha }) => alpha.digestPeriods.ready(later(100), 100),
    ofItsOwn: true,
  },
  'digestPeriods.claim': ({ alpha, b: { periodId } }) => alpha.digestPeriods.claim(periodId, CLAIM),
  'digestPeriods.record': ({ alpha, b: { claim, channelId, ts } }) =>
    alpha.digestPeriods.record({ ...claim }, [{ channelId, ts: ts(99) }], AT),
  'digestPeriods.release': ({ alpha, b: { claim } }) => alpha.digestPeriods.release({ ...claim }),
  'digestPeriods.settle': ({ alpha, b: { claim } }) => alpha.digestPeriods.settle({ ...claim }, 'failed', AT),
  'digestPeriods.makeUp': ({ alpha, b: { claim } }) => alpha.digestPeriods.makeUp(claim.periodId),
  'digestPeriods.isStillShown': ({ alpha, b: { claim } }) => alpha.digestPeriods.isStillShown(claim.periodId),

  'engineCalls.record': ({ alpha, b: { recapId } }) =>
    alpha.engineCalls.record(
      { workspaceId: BRAVO, conversationId: recapId, model: 'm', tokens: NO_TOKENS, costUsd: 1 },
      AT,
    ),
  'engineCalls.spentSince': {
    asks: ({ alpha }) => alpha.engineCalls.spentSince(BRAVO, new Date(0)),
    gives: 0,
  },
  'engineCalls.findPart': ({ alpha }) => alpha.engineCalls.findPart(`part ${SECRET}`),
  'engineCalls.keepPart': {
    asks: async ({ alpha }) => {
      const part = { headline: '', points: [], decisions: [], actionItems: [], openQuestions: [], tags: [] };
      await alpha.engineCalls.keepPart(`part ${SECRET}`, part, AT);
    },
    ofItsOwn: true,
  },
  'engineCalls.removePartsBefore': {
    asks: ({ alpha }) => alpha.engineCalls.removePartsBefore(later(1000)),
    ofItsOwn: true,
  },

  'audit.record': async ({ alpha, b: { userId: actor, recapId: target }, ws }) => {
    const event = { actor, action: 'exported' as const, target };
    await alpha.audit.record({ ...event, organizationId: BRAVO, workspaceId: ws }, AT);
  },
  'auth.links.create': ({ alpha, b: { userId } }) =>
    alpha.auth.links.create({ id: 'another', workspaceId: BRAVO, userId, expiresAt: later(1000) }),
  'auth.links.find': ({ alpha }) => alpha.auth.links.find(`link ${SECRET}`, AT),
  'auth.links.use': ({ alpha }) => alpha.auth.links.use(`link ${SECRET}`, AT),
  'auth.links.purge': { asks: ({ alpha }) => alpha.auth.links.purge(later(5000)), ofItsOwn: true },
};
