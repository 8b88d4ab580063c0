import { showFailure, showRecap, showUnchanged } from '../../core/display/recap.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import type { Engine } from '../../core/domain/engine.ts';
import { type ErrorCode, RecallError } from '../../core/domain/errors.ts';
import { throwIfStopped } from '../../core/domain/stopping.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import { createPeople } from '../../core/slack/people.ts';
import type { Store } from '../../core/store/index.ts';
import type { InstalledWorkspace } from '../../core/store/workspaces.ts';
import { type Made, makeRecap } from './make.ts';
import { createStopwatch } from './stopwatch.ts';
import type { Work } from './work.ts';

export interface RecapDeps {
  store: Store;
  engine: Engine;
  events: Events;
  slackFor(workspaceId: string, signal: AbortSignal): Slack;
  /** US dollars a month for each workspace; 0 is no limit. */
  monthlyBudgetUsd: number;
  now(): Date;
}

export interface Recapper {
  /**
   * Brings a conversation that a worker has taken up to its recap in Slack. Goes on where an earlier run stopped: what is
   * saved is not made again, what is posted is updated.
   */
  run(conversation: Conversation, signal: AbortSignal): Promise<void>;
  /** Marks a conversation as failed and tells the person who asked. */
  giveUp(conversation: Conversation, code: ErrorCode, signal: AbortSignal): Promise<void>;
}

/** The way of the data: gather, summarize, verify, save, deliver. */
export function createRecapper(deps: RecapDeps): Recapper {
  const { store, events, now } = deps;
  const shared = { ...deps, people: createPeople({ now }) };

  async function madeBefore(conversation: Conversation): Promise<Made | null> {
    const saved = await store.recaps.find(conversation.id);
    return saved && { kind: 'recap', saved };
  }

  async function show(conversation: Conversation, made: Made, work: Work): Promise<void> {
    if (made.kind === 'unchanged') await showUnchanged(conversation, work, shared);
    else await showRecap(conversation, made.saved, work, shared);
  }

  return {
    async run(conversation, signal) {
      const workspace = await activeWorkspace(store, conversation.workspaceId);
      const slack = deps.slackFor(workspace.id, signal);
      const work: Work = { slack, workspace, signal, watch: createStopwatch(events) };
      const made = (await madeBefore(conversation)) ?? (await makeRecap(conversation, work, shared));
      throwIfStopped(signal);
      await work.watch.time('deliver', () => show(conversation, made, work));
      await store.conversations.finish(conversation, now());
      if (made.kind === 'unchanged') events.recapUnchanged();
      else
        events.recapDone({
          run: conversation.run,
          receipt: made.saved.receipt,
          coverage: made.saved.coverage,
        });
    },

    async giveUp(conversation, code, signal) {
      if (!(await store.conversations.fail(conversation, code, now()))) return;
      if (code === 'slack_token_rejected') await store.workspaces.markRevoked(conversation.workspaceId);
      await showFailure(conversation, code, deps.slackFor(conversation.workspaceId, signal), shared);
    },
  };
}

async function activeWorkspace(store: Store, workspaceId: string): Promise<InstalledWorkspace> {
  const workspace = await store.workspaces.findActive(workspaceId);
  if (!workspace)
    throw new RecallError('slack_token_rejected', `workspace ${workspaceId} has no working installation`);
  return workspace;
}
