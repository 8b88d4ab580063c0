import { createHash } from 'node:crypto';

/**
 * What the audit log, of which nothing can be taken out, calls a person whose data was exported or deleted. Whoever knows the person's id
 * can tell by it that it was done; nobody can read the id from it without trying ids.
 */
export function personMark(workspaceId: string, userId: string): string {
  const hash = createHash('sha256').update(`${workspaceId} ${userId}`).digest('hex');
  return `person:${hash.slice(0, 16)}`;
}
