const DAY_MS = 24 * 60 * 60_000;

/** So many days after Recall was taken out of a workspace, everything about it is deleted. */
export const PURGE_AFTER_DAYS = 30;

/** When everything about a workspace is deleted that Recall was taken out of at `revokedAt`, unless it comes back before. */
export function purgeAfter(revokedAt: Date): Date {
  return new Date(revokedAt.getTime() + PURGE_AFTER_DAYS * DAY_MS);
}

/** For how many days recaps are kept; 0 keeps them. Null: as the next one says. */
export interface Retention {
  channel: number | null;
  workspace: number | null;
  /** RETENTION_DAYS. */
  environment: number;
}

/** @returns days; 0 keeps */
export function retentionOf({ channel, workspace, environment }: Retention): number {
  return channel ?? workspace ?? environment;
}

/**
 * What finished before this is over its time. It moves on once a day, at midnight in UTC, so that a day's recaps go together, and the
 * audit log has one line a day about it.
 * @returns null where everything is kept
 */
export function cutOff(retentionDays: number, now: Date): Date | null {
  if (retentionDays === 0) return null;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return new Date(today - retentionDays * DAY_MS);
}
