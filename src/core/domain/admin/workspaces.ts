import { z } from 'zod';
import { count, filterText, instant, listQuery, pageOf, usd } from './paging.ts';

export const workspacesQuery = listQuery.omit({ workspace: true }).extend({
  search: filterText(100).optional().describe('Part of the name'),
});

const workspaceRow = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  state: z.enum(['active', 'revoked', 'removed']),
  /** Whether Recall is there by an installation of the whole organization. */
  isOrgWide: z.boolean(),
  installedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  revokedFor: z.string().nullable(),
  /** When everything about it is deleted. */
  purgeAfter: instant.nullable(),
  /** Scopes of the manifest that it has not granted. */
  missingScopes: z.array(z.string()),
  channels: count,
  recapsIn30Days: count,
  costThisMonthUsd: usd,
});
export const workspacesPage = pageOf(workspaceRow);
export type WorkspacesPage = z.infer<typeof workspacesPage>;
