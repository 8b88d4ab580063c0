import { currentContext } from '../core/runtime/context.ts';
import type { Store } from '../core/store/index.ts';
import type { EngineDeps } from './engines/index.ts';

/** What an engine is to write down, for the workspace at hand: the calls that were answered, and the parts of long conversations. */
export function keepingBooks(
  store: Pick<Store, 'within'>,
  now: () => Date,
): Pick<EngineDeps, 'parts' | 'onCall'> {
  const callsOf = (workspaceId: string) => store.within(workspaceId).engineCalls;
  return {
    parts: {
      async get(key) {
        const { workspaceId } = currentContext();
        return workspaceId ? callsOf(workspaceId).findPart(key) : null;
      },
      async put(key, answer) {
        const { workspaceId } = currentContext();
        if (workspaceId) await callsOf(workspaceId).keepPart(key, answer, now());
      },
    },
    async onCall(call) {
      const { workspaceId, conversationId = null } = currentContext();
      if (workspaceId) await callsOf(workspaceId).record({ workspaceId, conversationId, ...call }, now());
    },
  };
}
