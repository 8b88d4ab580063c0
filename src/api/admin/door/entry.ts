import type { Request, Response } from 'express';
import type { Refusals } from '../../../core/admins/refusals.ts';
import type { StandingCheck } from '../../../core/admins/standing.ts';
import { RecallError } from '../../../core/domain/errors.ts';
import type { Store } from '../../../core/store/index.ts';
import { note } from '../../requests/noted.ts';
import type { Sessions } from './sessions.ts';

/** How somebody showed who they are. */
export type SignInWay = 'slack' | 'link';

interface Holder {
  workspaceId: string;
  userId: string;
}

/** Somebody who showed who they are. */
export interface Entering extends Holder {
  by: SignInWay;
  /** Uses up what they showed, once Slack has said what they are: until then it can be tried again. False where it was used before. */
  useUp?(): Promise<boolean>;
}

export interface Entry {
  /**
   * Signs in whoever Slack says is an admin or owner.
   * @returns `in`; where they are not, the refusal is written down
   * @throws RecallError retryable, where Slack or the database does not answer
   */
  enter(request: Request, response: Response, who: Entering): Promise<'in' | 'refused' | 'used'>;
  /** Writes down that somebody did not get as far as that; `holder` is whose the thing was that they showed, where that is known. */
  refused(response: Response, why: string, by: SignInWay, holder?: Holder | null): Promise<void>;
}

/** Why a link is refused that was used, has expired or never was one. */
export const USED = 'used_or_unknown';

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
  const refused: Entry['refused'] = async (response, why, by, holder = null) => {
    note(response, { refused: why });
    const place = holder && {
      organizationId: await organizationOf(holder.workspaceId),
      workspaceId: holder.workspaceId,
      target: holder.userId,
    };
    await refusals.record({ action: 'sign_in_refused', why: `${by}_${why}`, ...place });
  };
  return {
    async enter(request, response, { workspaceId, userId, by, useUp }) {
      note(response, { actor: userId });
      const found = await ask(workspaceId, userId);
      if (useUp && !(await useUp())) {
        await refused(response, USED, by, { workspaceId, userId });
        return 'used';
      }
      if (!found) {
        note(response, { refused: 'no_admin' });
        // Null for a workspace that Recall does not know: its id is somebody else's.
        const organizationId = await organizationOf(workspaceId);
        const place = { organizationId, workspaceId, actor: userId };
        await refusals.record({ action: 'sign_in_refused', why: 'no_admin', ...place });
        return 'refused';
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
      return 'in';
    },
    refused,
  };
}
