import type { Wishes } from '../../core/domain/conversation.ts';
import type { WorkspaceStore } from '../../core/store/index.ts';
import type { RecapWindow } from '../command-words/parse.ts';
import { resolveWindow } from '../command-words/window.ts';
import { decideWindow } from './decide.ts';
import type { Asker, PickUp } from './pick-up.ts';

export interface WindowAsked {
  window: RecapWindow;
  channel: { id: string; name: string };
  wishes: Wishes;
  isPublic: boolean;
  /** The same each time that one ask is delivered. */
  triggerId: string;
  now: Date;
}

/** Asks for a recap of a channel's window. Never throws. */
export async function askForWindow(
  { window, now, ...asked }: WindowAsked,
  asker: Asker,
  { pickUp, store }: { pickUp: PickUp; store: Pick<WorkspaceStore, 'conversations'> },
): Promise<void> {
  const { workspaceId, userId: user } = asker;
  await pickUp.attempt(asker, async () => {
    const here = { workspaceId, channelId: asked.channel.id, askedBy: user };
    const lastRecapTo = window.kind === 'since_last' ? await store.conversations.lastWindowEnd(here) : null;
    const resolved = resolveWindow(window, { now, lastRecapTo });
    await pickUp.carryOut(decideWindow({ ...asked, workspaceId, user, window: resolved }), asker);
  });
}
