import type { Conversation } from '../../core/domain/conversation.ts';
import type { Engine } from '../../core/domain/engine.ts';
import { asRecallError, type ErrorCode, RecallError } from '../../core/domain/errors.ts';
import type { Recap, Receipt } from '../../core/domain/recap.ts';
import { throwIfStopped } from '../../core/domain/stopping.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import { messageUrl } from '../../core/slack/links.ts';
import { failureMessage } from '../../core/slack/messages/failure.ts';
import { describeSource } from '../../core/slack/messages/progress.ts';
import { plainRecapMessage, type RecapToShow, recapMessages } from '../../core/slack/messages/recap.ts';
import type { Store } from '../../core/store/index.ts';
import type { SavedRecap } from '../../core/store/recaps.ts';
import type { InstalledWorkspace } from '../../core/store/workspaces.ts';
import { deliver } from './deliver.ts';
import { gather } from './gather.ts';
import { createPeople } from './people.ts';
import { createStopwatch } from './stopwatch.ts';
import { verify } from './verify.ts';

/** Used for people whose zone Slack does not tell. */
const DEFAULT_TIME_ZONE = 'UTC';

export interface RecapDeps {
  store: Store;
  engine: Engine;
  events: Events;
  slackFor(workspaceId: string, signal: AbortSignal): Slack;
  now(): Date;
}

export interface Recapper {
  /**
   * Brings a conversation that a worker has taken up to its recap in Slack. Goes on where an earlier run stopped: what is
   * saved is not made again, what is posted is updated.
   */
  run(conversation: Conversation, signal: AbortSignal): Promise<void>;
  /** Marks a conversation as failed and says so where its recap would have been. */
  giveUp(conversation: Conversation, code: ErrorCode, signal: AbortSignal): Promise<void>;
}

/** The way of the data: gather, summarize, verify, save, deliver. */
export function createRecapper(deps: RecapDeps): Recapper {
  const { store, events, now } = deps;
  const people = createPeople({ now });

  async function make(conversation: Conversation, work: Work): Promise<SavedRecap> {
    const { slack, workspace, signal, watch } = work;
    const transcript = await watch.time('gather', () =>
      gather(conversation, { slack, people, recall: workspace, signal }),
    );
    const asker = await people.named(slack, workspace.id, [conversation.askedBy]);
    const timeZone = asker.get(conversation.askedBy)?.timeZone ?? DEFAULT_TIME_ZONE;
    const question = { transcript, language: null, timeZone, now: now() };
    throwIfStopped(signal);
    const { answer, ...made } = await watch.time('summarize', () => deps.engine.summarize(question, signal));
    const { recap, removed } = await watch.time('verify', () =>
      verify(answer, transcript, { now: now(), timeZone }),
    );
    refuseEmpty(recap);
    const { tokens, model, promptVersion, costUsd } = made;
    const engine = deps.engine.name;
    const receipt: Receipt = {
      engine,
      model,
      promptVersion,
      tokens,
      costUsd,
      removed,
      stages: { ...watch.stages },
    };
    const saved = { recap, coverage: transcript.coverage, receipt };
    throwIfStopped(signal);
    await watch.time('save', () => store.recaps.save(conversation, saved, now()));
    return saved;
  }

  async function show(
    conversation: Conversation,
    saved: SavedRecap,
    { slack, workspace }: Work,
  ): Promise<void> {
    const toShow = toRecapToShow(conversation, saved, workspace);
    const posting = { slack, deliveries: store.deliveries, events };
    try {
      await deliver(conversation, recapMessages(toShow), posting);
    } catch (cause) {
      const error = asRecallError(cause);
      if (error.code !== 'slack_refused_blocks') throw error;
      events.blocksRefused({ error });
      await deliver(conversation, [plainRecapMessage(toShow)], posting);
    }
  }

  return {
    async run(conversation, signal) {
      const workspace = await activeWorkspace(store, conversation.workspaceId);
      const slack = deps.slackFor(workspace.id, signal);
      const work: Work = { slack, workspace, signal, watch: createStopwatch(events) };
      const saved = (await store.recaps.find(conversation.id)) ?? (await make(conversation, work));
      throwIfStopped(signal);
      await work.watch.time('deliver', () => show(conversation, saved, work));
      await store.conversations.finish(conversation, now());
      events.recapDone({ run: conversation.run, receipt: saved.receipt, coverage: saved.coverage });
    },

    async giveUp(conversation, code, signal) {
      if (!(await store.conversations.fail(conversation, code, now()))) return;
      if (code === 'slack_token_rejected') await store.workspaces.markRevoked(conversation.workspaceId);
      const message = failureMessage({ code, conversationId: conversation.id });
      const slack = deps.slackFor(conversation.workspaceId, signal);
      await deliver(conversation, [message], { slack, deliveries: store.deliveries, events }).catch((error) =>
        events.personNotTold({ code, error }),
      );
    },
  };
}

interface Work {
  slack: Slack;
  workspace: InstalledWorkspace;
  signal: AbortSignal;
  watch: ReturnType<typeof createStopwatch>;
}

async function activeWorkspace(store: Store, workspaceId: string): Promise<InstalledWorkspace> {
  const workspace = await store.workspaces.findActive(workspaceId);
  if (!workspace)
    throw new RecallError('slack_token_rejected', `workspace ${workspaceId} has no working installation`);
  return workspace;
}

function refuseEmpty({ points, decisions, actionItems, openQuestions }: Recap): void {
  const said = points.length + decisions.length + actionItems.length + openQuestions.length;
  if (said === 0) throw new RecallError('engine_bad_answer', 'nothing in the answer rests on a message');
}

function toRecapToShow(
  conversation: Conversation,
  saved: SavedRecap,
  { url }: InstalledWorkspace,
): RecapToShow {
  const { channel, source, audience } = conversation;
  const root = source.kind === 'thread' ? { ts: source.threadTs, threadTs: source.threadTs } : null;
  const threadUrl = root && messageUrl(url, channel.id, root);
  return {
    ...saved,
    about:
      audience === 'thread'
        ? null
        : `Recap of ${describeSource({ source, channel, threadUrl })}, for you alone`,
    linkTo: (ref) => messageUrl(url, channel.id, ref),
  };
}
