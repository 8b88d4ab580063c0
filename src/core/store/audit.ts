import { type AuditEvent, auditDetails } from '../domain/admin/audit.ts';
import type { Db, Tx } from './db.ts';

/** What was done, for the organization's admins: written once, never changed or deleted. */
export function createAudit(db: Db) {
  return {
    record: (event: AuditEvent, now: Date): Promise<void> => recordAudit(db, event, now),
  };
}
export type Audit = ReturnType<typeof createAudit>;

/** The same, inside a transaction: so that nothing is done without its line, and no line tells of what was not done. */
export async function recordAudit(db: Db | Tx, event: AuditEvent, now: Date): Promise<void> {
  const { organizationId, workspaceId, actor, action, target = null, details = {} } = event;
  await db.auditEntry.create({
    data: {
      at: now,
      organizationId,
      workspaceId,
      actor,
      action,
      target,
      details: auditDetails.parse(details),
    },
  });
}
