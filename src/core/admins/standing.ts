import type { AdminReach } from '../domain/admin/reach.ts';
import type { Installations } from '../installations/index.ts';

export interface Standing {
  organizationId: string;
  workspaceId: string;
  userId: string;
  reach: AdminReach;
}

export interface StandingCheck {
  /**
   * Asks Slack. Null for everyone who is no admin or owner, guests and people of other workspaces among them, and where Recall is not
   * installed.
   * @throws RecallError where Slack or the database does not answer, or Slack no longer takes the token
   */
  ask(workspaceId: string, userId: string): Promise<Standing | null>;
}

type SlackFor = Installations['slackFor'];

export interface StandingDeps {
  installations: Pick<Installations, 'find'> & {
    slackFor(...of: Parameters<SlackFor>): Pick<ReturnType<SlackFor>, 'person'>;
  };
  /** Null for a workspace that is not known. */
  organizationOf(workspaceId: string): Promise<string | null>;
}

/** How long Slack may keep somebody waiting at the door, in milliseconds. */
const MAX_WAIT_MS = 2000;

/**
 * Who may come in, and how far. An admin of an Enterprise Grid organization sees all of its workspaces; whoever is an admin of one workspace
 * of it sees that one alone. A workspace that stands for itself is all of its organization.
 */
export function createStandingCheck({ installations, organizationOf }: StandingDeps): StandingCheck {
  return {
    async ask(workspaceId, userId) {
      if ((await installations.find(workspaceId)) === null) return null;
      const organizationId = await organizationOf(workspaceId);
      if (organizationId === null) return null;
      const person = await installations.slackFor(workspaceId, { maxWaitMs: MAX_WAIT_MS }).person(userId);
      if (person.standing !== 'full') return null;
      const who = { organizationId, workspaceId, userId };
      const standsForItself = organizationId === workspaceId;
      if (person.isOrgAdmin || (person.isAdmin && standsForItself)) return { ...who, reach: 'organization' };
      if (person.isAdmin) return { ...who, reach: 'workspace' };
      return null;
    },
  };
}
