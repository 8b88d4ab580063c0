import type { Db } from '../db.ts';
import { type Erasure, type ErasureRequest, erasePerson } from './erase-person.ts';
import { type ExportOptions, exportData } from './export/index.ts';
import { purgeAccess } from './purge-access.ts';
import { type Purging, purgeChannel } from './purge-channel.ts';
import { purgeRetained, type Retaining } from './purge-retained.ts';
import { purgeDueWorkspaces, type WorkspacePurging } from './purge-workspace.ts';
import { renameChannel } from './rename-channel.ts';
import { removeTombstones } from './tombstones.ts';

export type { Erasure } from './erase-person.ts';

/** What is kept, and for how long: purged, exported, taken away on request. Each leaves its line in the audit log. */
export function createData(db: Db) {
  return {
    /** Deletes what is over its channel's time of keeping. @returns how many conversations */
    purgeRetained: (retaining: Retaining): Promise<number> => purgeRetained(db, retaining),

    /** Deletes all about the workspaces that Recall was taken out of long enough ago. @returns how many */
    purgeDueWorkspaces: (purging: WorkspacePurging): Promise<number> => purgeDueWorkspaces(db, purging),

    /** Deletes all about a channel that Slack has no more. @returns how many conversations */
    purgeChannel: (workspaceId: string, channelId: string, purging: Purging): Promise<number> =>
      purgeChannel(db, { workspaceId, channelId }, purging),

    /** Deletes what of signing in is over. */
    purgeAccess: (now: Date): Promise<void> => purgeAccess(db, now),

    /** Deletes what was retired and no longer stands in Slack. @returns how many conversations */
    removeTombstones: (now: Date, signal: AbortSignal): Promise<number> => removeTombstones(db, now, signal),

    /** Slack calls a channel by another id from now on. @returns whether anything was kept under the old one */
    renameChannel: (workspaceId: string, from: string, to: string): Promise<boolean> =>
      renameChannel(db, { workspaceId, from, to }),

    /** Everything about a workspace, as one JSON document in pieces; see `exportData`. */
    exportWorkspace: (workspaceId: string, options: ExportOptions): AsyncGenerator<string> =>
      exportData(db, { workspaceId, userId: null }, options),

    /** Everything about a person of a workspace, as one JSON document in pieces; see `exportData`. */
    exportPerson: (workspaceId: string, userId: string, options: ExportOptions): AsyncGenerator<string> =>
      exportData(db, { workspaceId, userId }, options),

    /** Takes a person out of what is kept; see `erasePerson`. */
    erasePerson: (workspaceId: string, userId: string, request: ErasureRequest): Promise<Erasure> =>
      erasePerson(db, { workspaceId, userId }, request),
  };
}
export type Data = ReturnType<typeof createData>;
