import { drawRecap, type Place, type ShowDeps } from './recap.ts';

/** Keeps what Slack shows of recaps as they are stored. */
export interface RecapDisplay {
  /**
   * Brings every Slack message that carries the conversation's recap (all copies) up to what is stored: reads the version, renders,
   * updates, marks shown, again while a newer version stands. Safe at the same time in several processes. Throws RecallErrors of Slack's.
   */
  refresh(conversationId: string): Promise<void>;
}

export interface RecapDisplayDeps extends ShowDeps {
  slackFor(workspaceId: string): Place['slack'];
}

/** After so many newer versions it is left to the next refresh. */
const MOST_TURNS = 10;

export function createRecapDisplay(deps: RecapDisplayDeps): RecapDisplay {
  const { store, slackFor } = deps;
  return {
    async refresh(conversationId) {
      const conversation = await store.conversations.find(conversationId);
      const workspace = conversation && (await store.workspaces.findActive(conversation.workspaceId));
      if (!workspace) return;
      const place = { slack: slackFor(workspace.id), workspace };
      for (let turn = 0; turn < MOST_TURNS; turn += 1) {
        const stored = await store.recaps.find(conversationId);
        if (!stored?.isCurrent) return;
        await drawRecap(conversation, stored, place, deps);
        if ((await store.recaps.markShown(conversationId, stored.version)) <= stored.version) return;
      }
    },
  };
}
