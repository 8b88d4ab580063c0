import type { Request, Response } from 'express';
import type { Refusals } from '../../../core/admins/refusals.ts';
import type { StandingCheck } from '../../../core/admins/standing.ts';
import { RecallError } from '../../../core/domain/errors.ts';
import type { Store } from '../../../core/store/index.ts';
import { note } from '../../requests/noted.ts';
import type { Sessions } from './sessions.ts';

/** How somebody showed who they are. */
export type SignInWay = 'slack' | 'link';

export interface Entry {
  /**
   * Signs in whoever Slack says is an admin or owner.
   * @returns whether they are in; where not, the refusal is written down
   * @throws RecallError retryable, where Slack or the database does not answer
   */
  enter(
    request: Request,
    response: Response,
    who: { workspaceId: string; userId: string; by: SignInWay },
  ): Promise<boolean>;
  /** Writes down that somebody did not get as far as that. */
  refused(response: Response, why: string, by: SignInWay): Promise<void>;
}

export interface EntryDeps {
  standing: StandingCheck;
  sessions: Sessions;
  refusals: Refusals;
  audit: Pick<Store['audit'], 'record'>;
  organizationOf(workspaceId: string): Promise<string | null>;
  now(): Date;
}

export function createEntry({ standing, sessions, refusals, audit, organizationOf, now }: EntryDeps): Entry {
  const ask = async (workspaceId: string, userId: string) => {
    try {
      return await standing.ask(workspaceId, userId);
    } catch (cause) {
      // Recall was taken out of the workspace, or the person is none of it.
      if (cause instanceof RecallError && !cause.retryable && cause.code.startsWith('slack_')) return null;
      throw cause;
    }
  };
  return {
    async enter(request, response, { workspaceId, userId, by }) {
      note(response, { actor: userId });
      const found = await ask(workspaceId, userId);
      if (!found) {
        note(response, { refused: 'no_admin' });
        // Null for a workspace that Recall does not know: its id is somebody else's.
        const organizationId = await organizationOf(workspaceId);
        const place = { organizationId, workspaceId, actor: userId };
        await refusals.record({ action: 'sign_in_refused', why: 'no_admin', ...place });
        return false;
      }
      await sessions.begin(request, response, found);
      const { organizationId } = found;
      const event = {
        organizationId,
        workspaceId,
        actor: userId,
        action: 'signed_in',
        details: { by },
      } as const;
      await audit.record(event, now());
      return true;
    },
    async refused(response, why, by) {
      note(response, { refused: why });
      await refusals.record({ action: 'sign_in_refused', why: `${by}_${why}` });
    },
  };
}
