import type { AuditAction, AuditEvent } from '../domain/admin/audit.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/index.ts';

export type RefusalAction = Extract<AuditAction, 'access_refused' | 'sign_in_refused' | 'token_refused'>;

export interface RefusedEvent {
  action: RefusalAction;
  /** A code, such as `csrf`. */
  why: string;
  organizationId?: string | null;
  workspaceId?: string | null;
  /** Left out where nobody knows who it was. */
  actor?: string;
  target?: string | null;
}

export interface Refusals {
  /** Never fails: who is refused is refused, also where that cannot be written down. */
  record(event: RefusedEvent): Promise<void>;
}

export interface RefusalsDeps {
  audit: Pick<Store['audit'], 'record'>;
  logger: Logger;
  now(): Date;
}

const WINDOW_MS = 10 * 60_000;
/** Of each kind in a window: whoever knocks without end must not fill the audit log. The access log tells every one. */
const MOST_IN_WINDOW = 30;
const MOST_WINDOWS = 10_000;

interface Window {
  endsAt: number;
  written: number;
  unwritten: number;
}

/** Writes refusals into the audit log; after too many of a kind in an organization, or at no known one, the rest are counted, and the count stands on the next line. */
export function createRefusals({ audit, logger, now }: RefusalsDeps): Refusals {
  const windows = new Map<string, Window>();

  /** How many were left out before this one; null where it is left out itself. */
  function admit(kind: string): number | null {
    const at = now().getTime();
    const last = windows.get(kind);
    if (last && at < last.endsAt) {
      if (last.written >= MOST_IN_WINDOW) {
        last.unwritten += 1;
        return null;
      }
      last.written += 1;
      return 0;
    }
    if (windows.size >= MOST_WINDOWS) windows.clear();
    windows.set(kind, { endsAt: at + WINDOW_MS, written: 1, unwritten: 0 });
    return last?.unwritten ?? 0;
  }

  return {
    async record({
      action,
      why,
      organizationId = null,
      workspaceId = null,
      actor = 'unknown',
      target = null,
    }) {
      const unrecorded = admit(`${action} ${organizationId ?? ''}`);
      if (unrecorded === null) return;
      const details = { why, ...(unrecorded > 0 ? { unrecorded } : {}) };
      const event: AuditEvent = { action, organizationId, workspaceId, actor, target, details };
      await audit.record(event, now()).catch((err: unknown) => {
        logger.error({ err, action }, 'a refusal could not be written into the audit log');
      });
    },
  };
}
