import { asRecallError } from '../domain/errors.ts';
import type { Slack } from '../slack/client.ts';
import { bringUpToDate, type ShowDeps } from './bring.ts';
import type { DigestDisplay } from './digest.ts';

export interface RecapDisplay {
  /**
   * Brings every Slack message that carries the conversation's recap (all copies) up to what is stored: reads the version, renders,
   * updates, marks shown, again while a newer version stands. Safe at the same time in several processes. Throws RecallErrors of Slack's
   * that are worth another try.
   */
  refresh(conversationId: string): Promise<void>;
  /** The same, where what stands in Slack is only a mirror of what was done: what fails is logged, and mended by the sweep. */
  refreshSafely(conversationIds: Iterable<string>): Promise<void>;
}

export interface RecapDisplayDeps extends ShowDeps {
  slackFor(workspaceId: string): Slack;
  /** What shows the recaps that are parts of digests. */
  digests: Pick<DigestDisplay, 'refresh'>;
}

/** Keeps recaps in Slack as they are stored. */
export function createRecapDisplay(deps: RecapDisplayDeps): RecapDisplay {
  const { store, events } = deps;
  const coming = new Map<string, Promise<void>>();
  const running = new Map<string, Promise<void>>();

  async function bring(conversationId: string): Promise<void> {
    const conversation = await store.conversations.find(conversationId);
    const workspace = conversation && (await store.workspaces.findActive(conversation.workspaceId));
    if (!workspace) return;
    if (conversation.digestPeriodId !== null) return deps.digests.refresh(conversation.digestPeriodId);
    const place = { slack: deps.slackFor(workspace.id), workspace };
    await bringUpToDate(conversationId, { place, isFirst: false }, deps);
  }

  /** Whoever comes while one is under way waits for the next, and all who wait share it. */
  function refresh(conversationId: string): Promise<void> {
    const waiting = coming.get(conversationId);
    if (waiting) return waiting;
    const before = running.get(conversationId);
    const turn = (before ? before.catch(() => {}) : Promise.resolve()).then(() => {
      coming.delete(conversationId);
      running.set(conversationId, turn);
      return bring(conversationId).finally(() => {
        if (running.get(conversationId) === turn) running.delete(conversationId);
      });
    });
    coming.set(conversationId, turn);
    return turn;
  }

  return {
    refresh,
    async refreshSafely(conversationIds) {
      for (const id of conversationIds) {
        await refresh(id).catch((error) => events.notShown({ what: 'recap', error: asRecallError(error) }));
      }
    },
  };
}
