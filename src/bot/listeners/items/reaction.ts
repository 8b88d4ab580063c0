import { asRecallError } from '../../../core/domain/errors.ts';
import { act } from '../../items/act.ts';
import { afterChange } from '../../items/after-change.ts';
import type { Listener } from '../listener.ts';

const CHECK_MARKS: ReadonlySet<string> = new Set(['white_check_mark', 'heavy_check_mark']);

/** ✅ on the message that an action item comes from. Taking it away again opens nothing. Bolt leaves out what Recall does itself. */
export const itemChecked: Listener = (app, deps) => {
  app.event('reaction_added', async ({ event }) => {
    const { user: userId, reaction, item: message } = event;
    if (!CHECK_MARKS.has(reaction) || message.type !== 'message') return;
    const { workspaceId, store, events } = deps;
    try {
      const { channel: channelId, ts } = message;
      for (const { id: itemId } of await store.actionItems.restingOn({ workspaceId, channelId, ts })) {
        const change = { kind: 'done' } as const;
        const outcome = await act({ itemId, userId, change }, deps);
        if (outcome.kind === 'changed') await afterChange({ ...outcome, by: userId, change }, deps);
      }
    } catch (error) {
      events.notShown({ what: 'action item', error: asRecallError(error) });
    }
  });
};
