import type { Db } from '../db.ts';
import {
  continueErasure,
  continueErasures,
  type ErasureRequest,
  type Going,
  requestErasure,
} from './erase-person.ts';
import type { Erasure } from './erasures.ts';
import { type ExportOptions, exportData } from './export/index.ts';
import { noteGoneChannel, purgeGoneChannels } from './gone-channels.ts';
import { purgeAccess } from './purge-access.ts';
import { type Purging, purgeChannel } from './purge-channel.ts';
import { countOverdue, type PlannedRetention, purgeRetained, type Retaining } from './purge-retained.ts';
import { purgeDueWorkspaces, type WorkspacePurging } from './purge-workspace.ts';
import { renameChannel } from './rename-channel.ts';
import { removeTombstones } from './tombstones.ts';

export type { Erasure } from './erasures.ts';

/** What is kept, and for how long: purged, exported, taken away on request. Each leaves its line in the audit log. */
export function createData(db: Db) {
  return {
    /** Deletes what is over its channel's time of keeping. @returns how many conversations */
    purgeRetained: (retaining: Retaining): Promise<number> => purgeRetained(db, retaining),

    /** @returns how many conversations would go at once, were recaps kept for so long; see `countOverdue` */
    countOverdue: (planned: PlannedRetention): Promise<number> => countOverdue(db, planned),

    /** Deletes all about the workspaces that Recall was taken out of long enough ago. @returns how many */
    purgeDueWorkspaces: (purging: WorkspacePurging): Promise<number> => purgeDueWorkspaces(db, purging),

    /** Deletes all about a channel that Slack has no more. @returns how many conversations */
    purgeChannel: (workspaceId: string, channelId: string, purging: Purging): Promise<number> =>
      purgeChannel(db, { workspaceId, channelId }, purging),

    /**
     * Writes down that Slack deleted a channel, wherever the organization has it, so that all about it is deleted, however late.
     * @returns the workspaces that anything is kept in about it
     */
    noteGoneChannel: (workspaceId: string, channelId: string, now: Date): Promise<string[]> =>
      noteGoneChannel(db, { workspaceId, channelId }, now),

    /** Deletes all about channels that were written down as gone. @returns how many conversations */
    purgeGoneChannels: (going: Going): Promise<number> => purgeGoneChannels(db, going),

    /** Deletes what of signing in is over. */
    purgeAccess: (now: Date): Promise<void> => purgeAccess(db, now),

    /** Deletes what was retired and no longer stands in Slack. @returns how many conversations */
    removeTombstones: (now: Date, signal: AbortSignal): Promise<number> => removeTombstones(db, now, signal),

    /** Slack calls a channel by another id from now on, wherever the organization has it. @returns whether anything was kept under the old one */
    renameChannel: (workspaceId: string, from: string, to: string): Promise<boolean> =>
      renameChannel(db, { workspaceId, from, to }),

    /** Everything about a workspace, as one JSON document in pieces; see `exportData`. */
    exportWorkspace: (workspaceId: string, options: ExportOptions): AsyncGenerator<string> =>
      exportData(db, { workspaceId, userId: null }, options),

    /** Everything about a person of a workspace, as one JSON document in pieces; see `exportData`. */
    exportPerson: (workspaceId: string, userId: string, options: ExportOptions): AsyncGenerator<string> =>
      exportData(db, { workspaceId, userId }, options),

    /** Asks for a person to be taken out of what is kept; see `requestErasure`. */
    requestErasure: (workspaceId: string, userId: string, request: ErasureRequest): Promise<void> =>
      requestErasure(db, { workspaceId, userId }, request),

    /** Does it, where it was asked for; see `continueErasure`. */
    continueErasure: (workspaceId: string, userId: string, going: Going): Promise<Erasure | null> =>
      continueErasure(db, { workspaceId, userId }, going),

    /** Does all that was asked for and is not done yet. */
    continueErasures: (going: Going): Promise<void> => continueErasures(db, going),
  };
}
export type Data = ReturnType<typeof createData>;
