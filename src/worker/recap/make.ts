import type { Access } from '../../core/display/access.ts';
import { type BudgetState, decideBudget, startOfMonth } from '../../core/domain/budget.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import type { EarlierReport, Engine, EngineQuestion, EngineResult } from '../../core/domain/engine.ts';
import { RecallError } from '../../core/domain/errors.ts';
import { headlineSources } from '../../core/domain/headline-sources.ts';
import { asEarlierReport, compareReadings, isUnchanged, readingOf } from '../../core/domain/reading.ts';
import type { Recap, RecapAnswer, Receipt } from '../../core/domain/recap.ts';
import { throwIfStopped } from '../../core/domain/stopping.ts';
import type { Transcript } from '../../core/domain/transcript.ts';
import type { ChannelInfo, Slack } from '../../core/slack/client.ts';
import type { People } from '../../core/slack/people.ts';
import type { WorkspaceStore } from '../../core/store/index.ts';
import type { SavedRecap } from '../../core/store/recaps/recaps.ts';
import { activeWorkspace } from './active-workspace.ts';
import { gather } from './gather.ts';
import { refuseForDigest } from './refuse-digest.ts';
import { verify } from './verify.ts';
import type { Work } from './work.ts';

/** Used for people whose zone Slack does not tell. */
const DEFAULT_TIME_ZONE = 'UTC';

export interface MakeDeps {
  store: WorkspaceStore;
  engine: Engine;
  people: People;
  access: Pick<Access, 'mayRead'>;
  /** US dollars a month for each workspace that has no budget of its own; 0 is no limit. */
  monthlyBudgetUsd: number;
  now(): Date;
}

/** What became of the first stages: a recap that is saved, or nothing to do since the one before it still holds. */
export type Made = { kind: 'recap'; saved: SavedRecap } | { kind: 'unchanged' };

/** The way from what was said to a recap that is saved: gather, summarize, verify, save. */
export async function makeRecap(conversation: Conversation, work: Work, deps: MakeDeps): Promise<Made> {
  const { slack, workspace, signal, watch, progress } = work;
  const { store, people, engine, now } = deps;
  const transcript = await watch.time('gather', async () => {
    const askedAt = now();
    const known = await refuseWhatMayNotBeRead(conversation, slack, deps);
    const optedOut = await store.people.optedOut(workspace.id);
    const onFound = (found: number) => progress.at({ kind: 'reading', found });
    const onChannel = ({ id, isMember, isPrivate }: ChannelInfo) =>
      store.channels.learnPrivacy(workspace.id, [{ id, isPrivate: isMember ? isPrivate : null }], askedAt);
    const reading = { slack, people, recall: workspace, optedOut, signal, onFound, onChannel };
    return gather(conversation, { ...reading, ...known });
  });
  const earlier = await findEarlier(conversation, transcript, store);
  if (earlier === 'unchanged') return { kind: 'unchanged' };
  const asker = await people.named(slack, workspace.id, [conversation.askedBy]);
  const settings = await store.workspaces.settings(workspace.id);
  const question: EngineQuestion = {
    transcript,
    language: conversation.wishes.language ?? conversation.channel.language ?? settings?.language ?? null,
    timeZone: asker.get(conversation.askedBy)?.timeZone ?? DEFAULT_TIME_ZONE,
    now: now(),
    length: conversation.wishes.length,
    ...(conversation.wishes.focus === null ? {} : { focus: conversation.wishes.focus }),
    isThrifty: (await budgetOf(workspace.id, settings?.monthlyBudgetUsd ?? null, deps)) === 'thrifty',
    ...(earlier ? { earlier } : {}),
  };
  await activeWorkspace(store, workspace.id);
  throwIfStopped(signal);
  const { answer, ...made } = await watch.time('summarize', () => ask(question, work, engine));
  const { recap, removed } = await watch.time('verify', () => verify(answer, transcript, question));
  refuseUnfounded(answer, recap);
  const receipt: Receipt = { engine: engine.name, ...made, removed, stages: { ...watch.stages } };
  const { coverage, messages } = transcript;
  const saved = {
    ...{ recap, coverage, receipt, reading: readingOf(messages) },
    headlineSources: headlineSources(recap.headline, messages),
  };
  await activeWorkspace(store, workspace.id);
  throwIfStopped(signal);
  await watch.time('save', () => store.recaps.save(conversation, saved, now()));
  return { kind: 'recap', saved };
}

/**
 * A private recap is for somebody who may read the conversation today, however long ago they asked: a button may be pressed, or a failed
 * recap tried again, after they have left.
 * @returns what Slack says of the channel, where it was asked
 * @throws RecallError `left_channel`, and what `refuseForDigest` throws
 */
async function refuseWhatMayNotBeRead(
  conversation: Conversation,
  slack: Slack,
  { access, store }: Pick<MakeDeps, 'access' | 'store'>,
): Promise<{ info?: ChannelInfo }> {
  const { workspaceId, audience, source, channel, askedBy, digestPeriodId } = conversation;
  if (digestPeriodId !== null)
    return { info: await refuseForDigest(conversation, digestPeriodId, { store, slack, access }) };
  if (audience !== 'private' || source.kind === 'note') return {};
  if (await access.mayRead(workspaceId, askedBy, channel.id)) return {};
  throw new RecallError('left_channel', 'the person who asked may not read the conversation any more');
}

/** Tells where the engine is, unless it is one that asks nobody and is done at once. */
function ask(question: EngineQuestion, { signal, progress }: Work, engine: Engine): Promise<EngineResult> {
  const messages = question.earlier?.news.length ?? question.transcript.messages.length;
  if (engine.name !== 'builtin') progress.at({ kind: 'asking', messages });
  return engine.summarize(question, signal, ({ done, all }) =>
    progress.at(
      done < all ? { kind: 'asking_part', messages, part: done + 1, of: all } : { kind: 'joining', of: all },
    ),
  );
}

/** What was reported before, and what has happened since; undefined for a first recap. */
async function findEarlier(
  { followsId, isReread }: Conversation,
  { messages }: Transcript,
  store: WorkspaceStore,
): Promise<EarlierReport | 'unchanged' | undefined> {
  const before = followsId === null || isReread ? null : await store.recaps.find(followsId);
  if (!before) return undefined;
  const difference = compareReadings(before.reading, readingOf(messages));
  if (isUnchanged(difference)) return 'unchanged';
  return asEarlierReport(before.recap, messages, difference);
}

/**
 * `own` is the workspace's in US dollars; null is that of all.
 * @throws RecallError `budget_spent`
 */
async function budgetOf(
  workspaceId: string,
  own: number | null,
  { store, engine, now, ...deps }: MakeDeps,
): Promise<BudgetState> {
  const monthlyBudgetUsd = own ?? deps.monthlyBudgetUsd;
  if (monthlyBudgetUsd === 0 || engine.name === 'builtin') return 'ample';
  const spentUsd = await store.engineCalls.spentSince(workspaceId, startOfMonth(now()));
  const state = decideBudget({ spentUsd, monthlyUsd: monthlyBudgetUsd });
  if (state === 'spent')
    throw new RecallError(
      'budget_spent',
      `the workspace has spent its ${monthlyBudgetUsd} USD of this month`,
    );
  return state;
}

/** That there is nothing to report is a fine answer; that nothing of what is reported was said is not. */
function refuseUnfounded(answer: RecapAnswer, recap: Recap): void {
  if (itemsIn(answer) > 0 && itemsIn(recap) === 0) {
    throw new RecallError('engine_bad_answer', 'nothing in the answer rests on a message');
  }
}

function itemsIn({ points, decisions, actionItems, openQuestions }: Recap | RecapAnswer): number {
  return points.length + decisions.length + actionItems.length + openQuestions.length;
}
