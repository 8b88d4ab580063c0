import type { Standing, StandingCheck } from '../../../core/admins/standing.ts';
import type { AdminReach } from '../../../core/domain/admin/reach.ts';
import { asRecallError } from '../../../core/domain/errors.ts';
import { Refusal } from '../../requests/refusal.ts';

/** What somebody was let in as. */
export interface LetIn {
  /** Of the session or API token. */
  id: string;
  organizationId: string;
  workspaceId: string;
  userId: string;
  reach: AdminReach;
  /** When Slack last said that they are an admin. */
  checkedAt: Date;
}

/**
 * `holds`: they are still what they were let in as; `ended`: Slack says that they are not, or Recall is not installed there any more; `unknown`: Slack has not answered for so long
 * that nobody is let in on its old word.
 */
export type Verdict = 'holds' | 'ended' | 'unknown';

export interface Recheck {
  /** Asks the database each time, and Slack at most once in fifteen minutes for each; calls `onChecked` where Slack said yes. */
  verdictOn(who: LetIn, onChecked: (at: Date) => Promise<void>): Promise<Verdict>;
}

export const CHECK_EVERY_MS = 15 * 60_000;
/** How much longer Slack's word holds while Slack cannot be asked. */
export const OUTAGE_GRACE_MS = 30 * 60_000;
/** While Slack is away it is not asked by every request. */
const ASK_AGAIN_MS = 20_000;
const MOST_KEPT = 10_000;

export function standingUnknown(): Refusal {
  const message =
    'Slack cannot be asked just now whether you are an admin still. Try again in a few minutes.';
  return new Refusal(503, 'unavailable', message, { headers: { 'Retry-After': '60' } });
}

export interface RecheckDeps {
  standing: StandingCheck;
  /** Whether Recall is installed in the workspace, as the database has it. */
  isInstalled(workspaceId: string): Promise<boolean>;
  now(): Date;
}

/** Sees to it that whoever is demoted, or leaves, is out within a quarter of an hour, and where Recall is uninstalled, everybody at once. */
export function createRecheck({ standing, isInstalled, now }: RecheckDeps): Recheck {
  const underWay = new Map<string, Promise<Verdict>>();
  const failedAt = new Map<string, number>();

  async function ask(who: LetIn, onChecked: (at: Date) => Promise<void>): Promise<Verdict> {
    const at = now();
    try {
      const found = await standing.ask(who.workspaceId, who.userId);
      failedAt.delete(who.id);
      if (found === null || !isStill(who, found)) return 'ended';
      await onChecked(at);
      return 'holds';
    } catch (cause) {
      if (asRecallError(cause).code === 'internal') throw cause;
      if (failedAt.size >= MOST_KEPT) failedAt.clear();
      failedAt.set(who.id, at.getTime());
      return onOldWord(who, at);
    }
  }

  return {
    async verdictOn(who, onChecked) {
      if (!(await isInstalled(who.workspaceId))) return 'ended';
      const at = now();
      if (at.getTime() - who.checkedAt.getTime() < CHECK_EVERY_MS) return 'holds';
      const failed = failedAt.get(who.id);
      if (failed !== undefined && at.getTime() - failed < ASK_AGAIN_MS) return onOldWord(who, at);
      const asked = underWay.get(who.id) ?? ask(who, onChecked).finally(() => underWay.delete(who.id));
      underWay.set(who.id, asked);
      return asked;
    },
  };
}

function onOldWord({ checkedAt }: LetIn, at: Date): Verdict {
  return at.getTime() - checkedAt.getTime() < CHECK_EVERY_MS + OUTAGE_GRACE_MS ? 'holds' : 'unknown';
}

/** A workspace may have gone to another organization, too. */
function isStill({ organizationId, reach }: LetIn, found: Standing): boolean {
  return found.organizationId === organizationId && (found.reach === 'organization' || reach === 'workspace');
}
