import { ACME, anAsk } from './asks.ts';
import { FURNISHED_AT, type FurnishedWorkspace, later } from './furnished-workspace.ts';
import { AT, BRAVO, type ScopedCall, SECRET } from './scoped-call.ts';
import { SCOPED_CALLS_AROUND } from './scoped-calls-around.ts';
import { savedRecap } from './stored-recap.ts';

/** Everything that waits or holds since before then. */
const SINCE = { since: new Date(0), before: later(100), limit: 100 };
const PAGE = { now: AT, offset: 0, limit: 100 };

const search = (ws: string, { channelId, userId }: FurnishedWorkspace) => ({
  ...{ workspaceId: ws, userId, reach: 'all' as const, words: SECRET, tags: [], channelIds: [channelId] },
});
const itemQuery = (ws: string, { channelId, userId }: FurnishedWorkspace) => ({
  ...{ workspaceId: ws, whose: { kind: 'person' as const, userId }, viewer: userId, reach: 'all' as const },
  ...{ channelIds: [channelId], now: AT, doneSince: null, limit: 100, offset: 0 },
});
/** One row for each function of what `store.within` gives. */
export const SCOPED_CALLS: Record<string, ScopedCall> = {
  'workspaces.install': ({ alpha }) => alpha.workspaces.install({ ...ACME, id: BRAVO, name: 'taken' }),
  'workspaces.findActive': ({ alpha }) => alpha.workspaces.findActive(BRAVO),
  'workspaces.markRevoked': ({ alpha }) =>
    alpha.workspaces.markRevoked(BRAVO, { for: 'tokens_revoked', at: AT, purgeAfter: AT }),
  'workspaces.countByState': {
    asks: ({ alpha }) => alpha.workspaces.countByState(),
    gives: { active: 1, revoked: 0 },
  },
  'workspaces.countOrganizations': { asks: ({ alpha }) => alpha.workspaces.countOrganizations(), gives: 1 },
  'workspaces.organizationOf': ({ alpha }) => alpha.workspaces.organizationOf(BRAVO),
  'workspaces.idsOf': ({ alpha }) => alpha.workspaces.idsOf(BRAVO),
  'workspaces.settings': ({ alpha }) => alpha.workspaces.settings(BRAVO),
  'workspaces.changeSettings': ({ alpha }) =>
    alpha.workspaces.changeSettings(BRAVO, { monthlyBudgetUsd: 1, retentionDays: 1, language: 'fr' }),

  'conversations.pickUp': ({ alpha, b: { ask, recapId }, ws }) =>
    alpha.conversations.pickUp(
      anAsk({ ...ask(90), workspaceId: ws, follows: { conversationId: recapId, isReread: false } }),
      AT,
    ),
  'conversations.findByEvent': ({ alpha, b: { ask }, ws }) =>
    alpha.conversations.findByEvent(ws, ask(1).eventKey),
  'conversations.lastWindowEnd': ({ alpha, b: { channelId, userId: askedBy }, ws: workspaceId }) =>
    alpha.conversations.lastWindowEnd({ workspaceId, channelId, askedBy }),
  'conversations.find': ({ alpha, b: { recapId } }) => alpha.conversations.find(recapId),
  'conversations.takeUp': ({ alpha, b: { queued } }) => alpha.conversations.takeUp(queued.id, AT),
  'conversations.putBack': ({ alpha, b: { running }, ws }) =>
    alpha.conversations.putBack({ ...running, workspaceId: ws }, AT),
  'conversations.finish': ({ alpha, b: { running }, ws }) =>
    alpha.conversations.finish({ ...running, workspaceId: ws }, AT),
  'conversations.fail': ({ alpha, b: { running }, ws }) =>
    alpha.conversations.fail({ ...running, workspaceId: ws }, 'internal', AT),
  'conversations.noteStages': ({ alpha, b: { running } }) =>
    alpha.conversations.noteStages(running, { gather: 1 }),
  'conversations.cancel': ({ alpha, b: { queued }, ws }) => alpha.conversations.cancel(ws, queued.id, AT),
  'conversations.standing': ({ alpha, b: { running } }) => alpha.conversations.standing(running.id),
  'conversations.retry': ({ alpha, b: { failed }, ws }) => alpha.conversations.retry(ws, failed.id, AT),
  'conversations.unfinishedSince': {
    asks: ({ alpha }) => alpha.conversations.unfinishedSince(SINCE.before, SINCE.limit),
    ofItsOwn: true,
  },
  'conversations.lastErrorCode': { asks: ({ alpha }) => alpha.conversations.lastErrorCode(), ofItsOwn: true },

  'recaps.save': ({ alpha, b: { running }, ws }) =>
    alpha.recaps.save({ ...running, workspaceId: ws }, savedRecap({ headline: 'taken' }), AT),
  'recaps.find': ({ alpha, b: { recapId } }) => alpha.recaps.find(recapId),
  'recaps.markShown': { asks: ({ alpha, b: { recapId } }) => alpha.recaps.markShown(recapId, 77), gives: 77 },
  'standingRecaps.find': {
    asks: ({ alpha, b: { recapId } }) => alpha.standingRecaps.find(recapId),
    gives: { kind: 'none' },
  },
  'standingRecaps.unshown': { asks: ({ alpha }) => alpha.standingRecaps.unshown(SINCE), ofItsOwn: true },
  'recentRecaps.askedBy': ({ alpha, b: { userId }, ws }) => alpha.recentRecaps.askedBy(ws, userId, 100),
  'recentRecaps.concerned': ({ alpha, b: { recapId } }) => alpha.recentRecaps.concerned(recapId),
  'recentRecaps.isOneOf': ({ alpha, b: { userId, recapId }, ws }) =>
    alpha.recentRecaps.isOneOf(ws, userId, recapId),

  'channels.settingsOf': {
    asks: ({ alpha, b: { channelId }, ws }) => alpha.channels.settingsOf(ws, channelId),
    gives: { mode: 'ask', language: null },
  },
  'channels.modeOf': {
    asks: ({ alpha, b: { channelId }, ws }) => alpha.channels.modeOf(ws, channelId),
    gives: 'ask',
  },
  'channels.changeSettings': {
    asks: ({ alpha, b: { channelId } }) =>
      alpha.channels.changeSettings(BRAVO, { id: channelId, name: 'taken' }, { mode: 'off', language: 'fr' }),
    gives: null,
  },
  'channels.setMode': ({ alpha, b: { channelId }, ws }) => alpha.channels.setMode(ws, [channelId], 'off'),
  'channels.setRetention': ({ alpha, b: { channelId }, ws }) => alpha.channels.setRetention(ws, channelId, 1),
  'channels.rename': ({ alpha, b: { channelId }, ws }) => alpha.channels.rename(ws, channelId, 'taken'),
  'channels.retentionOf': ({ alpha, b: { channelId }, ws }) => alpha.channels.retentionOf(ws, channelId),
  'channels.learnPrivacy': ({ alpha, b: { channelId }, ws }) =>
    alpha.channels.learnPrivacy(ws, [{ id: channelId, isPrivate: false }], AT),
  'channels.claimWelcome': ({ alpha, b: { channelId } }) => alpha.channels.claimWelcome(BRAVO, channelId, AT),
  'channels.releaseWelcome': ({ alpha, b: { channelId }, ws }) =>
    alpha.channels.releaseWelcome(ws, channelId, { claim: { before: AT }, joinedAt: FURNISHED_AT }),

  'people.optOut': ({ alpha }) => alpha.people.optOut(BRAVO, 'U0NEW', AT),
  'people.optIn': ({ alpha, b: { userId }, ws }) => alpha.people.optIn(ws, userId),
  'people.optedOut': { asks: ({ alpha, ws }) => alpha.people.optedOut(ws), ofItsOwn: true },
  'people.isOptedOut': ({ alpha, b: { userId }, ws }) => alpha.people.isOptedOut(ws, userId),
  'people.homeOpened': ({ alpha, b: { userId } }) => alpha.people.homeOpened(BRAVO, userId, AT),
  'people.withHome': ({ alpha, b: { userId }, ws }) => alpha.people.withHome(ws, [userId]),

  'members.known': ({ alpha, b: { channelId }, ws }) => alpha.members.known(ws, [channelId], new Date(0)),
  'members.changes': ({ alpha, b: { channelId }, ws }) => alpha.members.changes(ws, channelId),
  'members.record': ({ alpha, b: { channelId } }) =>
    alpha.members.record(BRAVO, channelId, { isPrivate: false, userIds: [], checkedAt: AT, changes: 0 }),
  'members.forget': ({ alpha, b: { channelId } }) => alpha.members.forget(BRAVO, channelId),

  'search.channels': ({ alpha, b, ws }) => alpha.search.channels(search(ws, b), PAGE),
  'search.page': ({ alpha, b, ws }) => alpha.search.page(search(ws, b), PAGE),
  'search.channelsWithTags': {
    asks: ({ alpha, b, ws }) => alpha.search.channelsWithTags({ ...b.viewer, workspaceId: ws }, 100),
    ofItsOwn: true,
  },
  'search.tags': ({ alpha, b, ws }) =>
    alpha.search.tags({ ...b.viewer, workspaceId: ws }, { channelIds: [b.channelId], limit: 100 }),

  'decisions.ledger': ({ alpha, b: { viewer, channelId }, ws }) =>
    alpha.decisions.ledger({ ...viewer, workspaceId: ws, channelId }, { words: '', ...PAGE }),
  'decisions.find': ({ alpha, b: { viewer, decision }, ws }) =>
    alpha.decisions.find({ ...viewer, workspaceId: ws, id: decision.id }),
  'decisions.successorsFor': ({ alpha, b: { viewer, decision }, ws }) =>
    alpha.decisions.successorsFor({ ...decision, workspaceId: ws }, viewer),
  'decisions.supersede': async ({ alpha, a, b: { decision, earlier } }) => {
    const links = [
      { id: earlier.id, byId: decision.id },
      { id: earlier.id, byId: a.decision.id },
      { id: a.decision.id, byId: decision.id },
    ];
    const done = [];
    for (const link of links) {
      const linking = alpha.decisions.supersede({ ...link, seenId: null }, AT);
      done.push(await linking.catch(() => null));
    }
    return done;
  },

  'waiting.questionsAskedOf': ({ alpha, b: { userId }, ws }) =>
    alpha.waiting.questionsAskedOf({ workspaceId: ws, userId, since: new Date(0) }),

  'actionItems.find': ({ alpha, b: { item }, ws }) => alpha.actionItems.find(ws, item.id),
  'actionItems.list': ({ alpha, b, ws }) => alpha.actionItems.list(itemQuery(ws, b)),
  'actionItems.channelsOf': ({ alpha, b, ws }) => alpha.actionItems.channelsOf(itemQuery(ws, b)),
  'actionItems.isTwin': ({ alpha, b: { item, userId }, ws }) =>
    alpha.actionItems.isTwin({ ...item, workspaceId: ws }, userId),
  'actionItems.twinsOf': ({ alpha, a, b: { item, userId }, ws }) =>
    alpha.actionItems.twinsOf({ ...item, workspaceId: ws, conversationId: a.recapId }, userId),
  'actionItems.sharedIn': ({ alpha, b: { item } }) => alpha.actionItems.sharedIn(item),
  'actionItems.ofConversation': ({ alpha, b: { recapId }, ws }) =>
    alpha.actionItems.ofConversation(ws, recapId),
  'actionItems.restingOn': ({ alpha, b: { channelId, ts }, ws }) =>
    alpha.actionItems.restingOn({ workspaceId: ws, channelId, ts: ts(1) }),
  'actionItems.change': {
    asks: ({ alpha, b: { item, userId }, ws }) =>
      alpha.actionItems.change({
        workspaceId: ws,
        itemId: item.id,
        change: { kind: 'done' },
        by: userId,
        at: AT,
      }),
    gives: { kind: 'gone' },
  },

  ...SCOPED_CALLS_AROUND,
};
