import type { Request } from 'express';
import type { AdminReach } from '../../../core/domain/admin/reach.ts';
import type { Viewer } from '../resource.ts';
import type { Session } from './sessions.ts';

/** Who was let in by a request; `session` is null for a program with a token. */
export interface Entered {
  viewer: Viewer;
  session: Session | null;
}

const entered = new WeakMap<Request, Entered>();

export function letIn(request: Request, who: Entered): void {
  entered.set(request, who);
}

/** @throws where the route stands before the door, which is a fault of ours */
export function enteredBy(request: Request): Entered {
  const who = entered.get(request);
  if (!who) throw new Error('nobody was let in by this request');
  return who;
}

/** The same for pages that stand on both sides of the door. */
export function enteredIfAny(request: Request): Entered | undefined {
  return entered.get(request);
}

export function viewerOf(session: Session): Viewer {
  const { organizationId, workspaceId, userId, csrfToken } = session;
  return {
    organizationId,
    workspaceIds: workspacesOf(session),
    workspaceId,
    userId,
    actor: userId,
    scopes: ['read', 'write'],
    csrfToken,
  };
}

/** How far what somebody makes for programs reaches: as far as they see. */
export function reachOf({ workspaceIds }: Pick<Viewer, 'workspaceIds'>): AdminReach {
  return workspaceIds === null ? 'organization' : 'workspace';
}

/** Null: all of the organization. */
export function workspacesOf({ reach, workspaceId }: Pick<Session, 'reach' | 'workspaceId'>) {
  return reach === 'organization' ? null : [workspaceId];
}
