import type { Access } from '../../core/display/access.ts';
import type { HomeDisplay } from '../../core/display/home.ts';
import { showCancelled, showProgress } from '../../core/display/progress.ts';
import { finishPart, type Place, showFailure, showRecap, showUnchanged } from '../../core/display/recap.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import type { Engine } from '../../core/domain/engine.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import { throwIfStopped } from '../../core/domain/stopping.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import { createPeople } from '../../core/slack/people.ts';
import type { WorkspaceStore } from '../../core/store/index.ts';
import { activeWorkspace } from './active-workspace.ts';
import { type Made, makeRecap } from './make.ts';
import { type Progress, type ProgressPace, SILENT, startProgress } from './progress.ts';
import { createStopwatch } from './stopwatch.ts';
import { whileWanted } from './while-wanted.ts';
import type { Work } from './work.ts';

export interface RecapDeps {
  store: WorkspaceStore;
  engine: Engine;
  events: Events;
  slackFor(workspaceId: string, signal: AbortSignal): Slack;
  /** US dollars a month for each workspace that has no budget of its own; 0 is no limit. */
  monthlyBudgetUsd: number;
  now(): Date;
  pace: RecapPace;
  home: Pick<HomeDisplay, 'refreshAbout'>;
  access: Pick<Access, 'mayRead'>;
}

export interface RecapPace {
  progress: ProgressPace;
  /** How often a run looks whether its conversation was cancelled, in milliseconds. */
  lookEveryMs: number;
}

export interface Recapper {
  /**
   * Brings a conversation that a worker has taken up to its recap in Slack. Goes on where an earlier run stopped: what is
   * saved is not made again, what is posted is updated. Rejects with `cancelled`, not retryable, soon after a person has cancelled
   * the conversation; what was answered until then stays booked, and nothing is saved or posted.
   */
  run(conversation: Conversation, signal: AbortSignal): Promise<void>;
  /** Marks a conversation as failed and tells the person who asked. */
  giveUp(conversation: Conversation, code: ErrorCode, signal: AbortSignal): Promise<void>;
}

const TELLING_LIMIT_MS = 10_000;

/** The way of the data: gather, summarize, verify, save, deliver. */
export function createRecapper(deps: RecapDeps): Recapper {
  const { store, events, now, pace } = deps;
  const shared = { ...deps, people: createPeople({ now }) };

  async function madeBefore(conversation: Conversation): Promise<Made | null> {
    if (conversation.run === 1) return null;
    const saved = await store.recaps.find(conversation.id);
    return saved && { kind: 'recap', saved };
  }

  async function show(conversation: Conversation, made: Made, place: Place): Promise<void> {
    if (made.kind === 'unchanged') await showUnchanged(conversation, place, shared);
    else await showRecap(conversation, place, shared);
  }

  async function make(conversation: Conversation, work: Omit<Work, 'progress'>): Promise<Made> {
    const progress = progressOf(conversation, work);
    try {
      return await makeRecap(conversation, { ...work, progress }, shared);
    } finally {
      await progress.close();
    }
  }

  /** A recap that stands, and is to be edited, is left as it is meanwhile. */
  function progressOf(conversation: Conversation, { workspace }: Pick<Work, 'workspace'>): Progress {
    if (conversation.isInPlace || conversation.digestPeriodId !== null) return SILENT;
    const placeFor = (signal: AbortSignal) => ({ slack: deps.slackFor(workspace.id, signal), workspace });
    return startProgress(pace.progress, async (step, signal) => {
      if (await isCancelled(conversation)) return;
      try {
        await showProgress(conversation, step, placeFor(signal), shared);
      } finally {
        // Cancelled while this was on its way: it may stand in the place of what the person was told.
        if (await isCancelled(conversation))
          await showCancelled(conversation, placeFor(AbortSignal.timeout(TELLING_LIMIT_MS)), shared);
      }
    });
  }

  async function isCancelled({ id }: Conversation): Promise<boolean> {
    return (await store.conversations.standing(id))?.state === 'cancelled';
  }

  async function makeAndShow(conversation: Conversation, work: Omit<Work, 'progress'>): Promise<Made> {
    const made = (await madeBefore(conversation)) ?? (await make(conversation, work));
    throwIfStopped(work.signal);
    // What is a part of a digest is shown with the others, once they are all made.
    if (conversation.digestPeriodId !== null) await finishPart(conversation, work, shared);
    else await work.watch.time('deliver', () => show(conversation, made, work));
    return made;
  }

  /** Writes down what the stages took. A database that is away shows in all else, and how the run went must not be hidden by it. */
  async function note(conversation: Conversation, { watch }: Pick<Work, 'watch'>): Promise<void> {
    await store.conversations.noteStages(conversation, watch.stages).catch(() => {});
  }

  async function run(conversation: Conversation, signal: AbortSignal): Promise<void> {
    const workspace = await activeWorkspace(store, conversation.workspaceId);
    const slack = deps.slackFor(workspace.id, signal);
    const work = { slack, workspace, signal, watch: createStopwatch(events) };
    const made = await makeAndShow(conversation, work).finally(() => note(conversation, work));
    await store.conversations.finish(conversation, now());
    if (made.kind === 'unchanged') events.recapUnchanged();
    else
      events.recapDone({
        run: conversation.run,
        receipt: made.saved.receipt,
        coverage: made.saved.coverage,
      });
    await deps.home.refreshAbout(conversation.id);
  }

  return {
    run(conversation, signal) {
      const { conversations } = store;
      return whileWanted(conversation, { conversations, signal, everyMs: pace.lookEveryMs }, (wanted) =>
        run(conversation, wanted),
      );
    },

    async giveUp(conversation, code, signal) {
      if (!(await store.conversations.fail(conversation, code, now()))) return;
      if (conversation.digestPeriodId === null)
        await showFailure(conversation, code, deps.slackFor(conversation.workspaceId, signal), shared);
    },
  };
}
