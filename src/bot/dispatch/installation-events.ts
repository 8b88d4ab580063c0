import { z } from 'zod';
import type { ChangingInstallations } from '../../core/installations/index.ts';
import type { Organizations } from './organizations.ts';
import { placeOf } from './place.ts';

/** What Slack tells of installations, and not of what people do. Each may come alone, in any order, late and several times. */
export const INSTALLATION_EVENTS = [
  'app_uninstalled',
  'team_access_granted',
  'team_access_revoked',
  'tokens_revoked',
] as const;

/** See docs.slack.dev/reference/events of each. */
const envelope = z.object({
  type: z.literal('event_callback'),
  event_time: z.number().nullish().catch(null),
  authorizations: z
    .array(z.object({ is_enterprise_install: z.boolean().nullish().catch(null) }))
    .nullish()
    .catch(null),
  event: z.object({
    type: z.enum(INSTALLATION_EVENTS),
    tokens: z
      .object({ bot: z.array(z.string()).nullish().catch(null) })
      .nullish()
      .catch(null),
    team_ids: z
      .array(z.string().regex(/^T[A-Z0-9]+$/))
      .nullish()
      .catch(null),
  }),
});

export type InstallationEvent =
  | { kind: 'ended'; for: string; at: Date | null; workspaceId: string | null; organizationId: string | null }
  | { kind: 'granted' | 'withdrawn'; at: Date | null; organizationId: string; workspaceIds: string[] }
  /** Nothing to do: the tokens of people are not Recall's. */
  | { kind: 'of_no_concern' };

/** @returns null for what is none of these events */
export function readInstallationEvent(body: unknown): InstallationEvent | null {
  const told = envelope.safeParse(body).data;
  if (!told) return null;
  const { event, event_time: seconds } = told;
  const { workspaceIds, organizationId } = placeOf(body);
  const at = seconds ? new Date(seconds * 1000) : null;
  const isOfBot = (event.tokens?.bot ?? []).length > 0;
  switch (event.type) {
    case 'tokens_revoked':
    case 'app_uninstalled': {
      if (event.type === 'tokens_revoked' && !isOfBot) return { kind: 'of_no_concern' };
      const isOfAll = told.authorizations?.[0]?.is_enterprise_install === true;
      const workspaceId = isOfAll ? null : (workspaceIds[0] ?? null);
      return { kind: 'ended', for: event.type, at, workspaceId, organizationId };
    }
    case 'team_access_granted':
    case 'team_access_revoked': {
      if (organizationId === null || !event.team_ids?.length) return { kind: 'of_no_concern' };
      const kind = event.type === 'team_access_granted' ? 'granted' : 'withdrawn';
      return { kind, at, organizationId, workspaceIds: event.team_ids };
    }
  }
}

export interface InstallationEventDeps {
  installations: ChangingInstallations;
  organizations: Pick<Organizations, 'add'>;
  /** The one workspace of the bot token; null in OAuth mode. */
  onlyWorkspaceId: string | null;
  now(): Date;
}

/** Writes down what an event tells. @throws RecallError `database_unavailable` where Slack is to tell it again */
export async function applyInstallationEvent(
  event: InstallationEvent,
  { installations, organizations, onlyWorkspaceId, now }: InstallationEventDeps,
): Promise<void> {
  switch (event.kind) {
    case 'of_no_concern':
      return;
    case 'granted':
      return organizations.add(event.organizationId, event.workspaceIds);
    case 'withdrawn': {
      const ending = { for: 'team_access_revoked', at: event.at ?? now() };
      return installations.leave(event.organizationId, event.workspaceIds, ending);
    }
    case 'ended': {
      const ending = { for: event.for, at: event.at ?? now() };
      const { workspaceId, organizationId } = event;
      if (workspaceId !== null) return endOf(workspaceId, organizationId, ending, installations);
      if (onlyWorkspaceId !== null) return installations.endIn(onlyWorkspaceId, ending);
      if (organizationId !== null) return installations.endInstallation(organizationId, ending);
    }
  }
}

/** Taken out of one workspace, Recall stays in the others of an organization that it is installed in as a whole. */
async function endOf(
  workspaceId: string,
  organizationId: string | null,
  ending: { for: string; at: Date },
  installations: ChangingInstallations,
): Promise<void> {
  if (organizationId !== null) await installations.leave(organizationId, [workspaceId], ending);
  await installations.endInstallation(workspaceId, ending);
}
