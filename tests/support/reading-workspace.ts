import type { SeedChannel, WorkspaceSeed } from '../../src/simulator/seed.ts';
import { connectedWorkspace } from './small-workspace.ts';

/** A private channel of Mara and Bo that Recall is in. */
export const VAULT = 'C0VAULT';
/** A public channel that Recall is in, and nobody else but Mara. */
export const ATTIC = 'C0ATTIC';
export const GENERAL = 'C0GENERAL';
/** A public channel shared with Otto's company. */
export const HARBOUR = 'C0HARBOUR';

export const MARA = 'U0MARA';
export const BO = 'U0BO';
/** A guest in #general and #harbour. */
export const GAIL = 'U0GAIL';
/** Of another company. */
export const OTTO = 'U0OTTO';
export const GONE = 'U0GONE';

/** Full members, guests and a stranger, and channels that not all of them may read. */
export function readingWorkspace(more: readonly SeedChannel[] = []): WorkspaceSeed {
  const connected = connectedWorkspace();
  return {
    ...connected,
    channels: [
      ...connected.channels,
      channelOf({ id: VAULT, name: 'vault', isPrivate: true, members: [MARA, BO] }),
      channelOf({ id: ATTIC, name: 'attic', members: [MARA] }),
      ...more,
    ],
  };
}

/** A channel that Recall is in, with nothing said in it. */
export function channelOf(
  channel: Pick<SeedChannel, 'id' | 'name' | 'members'> & Partial<SeedChannel>,
): SeedChannel {
  return { purpose: '', topic: '', isPrivate: false, appIsMember: true, messages: [], ...channel };
}
