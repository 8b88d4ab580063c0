import type { Installations } from '../installations/index.ts';

/** How far an admin sees: the workspace that they are an admin of, or all of the organization that it belongs to. */
export type AdminReach = 'workspace' | 'organization';

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

export interface StandingDeps {
  installations: Pick<Installations, 'find' | 'slackFor'>;
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
      const isWhole = person.isOrgAdmin === true || (person.isAdmin && organizationId === workspaceId);
      if (!isWhole && !person.isAdmin) return null;
      const reach =
        isWhole && (organizationId !== workspaceId || person.isAdmin) ? 'organization' : 'workspace';
      return { organizationId, workspaceId, userId, reach };
    },
  };
}
