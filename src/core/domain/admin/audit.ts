import { z } from 'zod';
import { calendarDate, filterText, instant, listQuery, pageOf } from './paging.ts';

export const AUDIT_ACTIONS = [
  'link_made',
  'signed_in',
  'sign_in_refused',
  'signed_out',
  'session_ended',
  'access_refused',
  'token_made',
  'token_revoked',
  'token_refused',
  'installed',
  'uninstalled',
  'token_rejected',
  'key_rotated',
  'settings_changed',
  'channel_mode_changed',
  'channel_retention_changed',
  'conversation_retried',
  'conversation_cancelled',
  'digest_paused',
  'digest_resumed',
  'engine_tested',
  'exported',
  'person_erased',
  'channel_purged',
  'workspace_purged',
  'organization_purged',
  'retention_purged',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Ids, counts and settings; never what was said. */
export const auditDetails = z.record(
  z.string(),
  z.union([z.string().max(200), z.number(), z.boolean(), z.null()]),
);
export type AuditDetails = z.infer<typeof auditDetails>;

/** Something that was done, before it is a row. */
export interface AuditEvent {
  organizationId: string | null;
  workspaceId: string | null;
  /** A Slack user id, `token:` and an API token's id, `operator` (the command line) or `recall` (by itself). */
  actor: string;
  action: AuditAction;
  /** The id of what it was done to. */
  target?: string | null;
  details?: AuditDetails;
}

export const auditQuery = listQuery.extend({
  action: z.enum(AUDIT_ACTIONS).optional(),
  actor: filterText(60).optional(),
  from: calendarDate.optional(),
  to: calendarDate.optional().describe('Inclusive'),
});

export const auditPage = pageOf(
  z.object({
    id: z.uuid(),
    at: instant,
    workspaceId: z.string().nullable(),
    actor: z.string(),
    action: z.string(),
    target: z.string().nullable(),
    details: auditDetails,
  }),
);
export type AuditPage = z.infer<typeof auditPage>;
