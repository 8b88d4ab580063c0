import { z } from 'zod';
import { count, instant, listQuery, pageOf, usd } from './paging.ts';

export const settingsQuery = listQuery;

/** What applies to a workspace; null in a field: as the operator set it for all (`defaults`). */
export const workspaceSettings = z.object({
  monthlyBudgetUsd: usd.nullable(),
  retentionDays: z.number().int().min(0).max(36_500).nullable(),
  language: z.string().max(35).nullable(),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettings>;
/** A field that is left out stays as it is. */
export type WorkspaceSettingsChange = {
  [Name in keyof WorkspaceSettings]?: WorkspaceSettings[Name] | undefined;
};

export const settingsAnswer = z.object({
  defaults: workspaceSettings,
  page: pageOf(
    workspaceSettings.extend({ workspaceId: z.string(), workspaceName: z.string(), spentUsd: usd }),
  ),
  workspaces: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('All that there are, by their names, whatever page this is'),
  /** The last time that an admin had the engine asked whether it answers. */
  probe: z
    .object({
      id: z.uuid(),
      askedAt: instant,
      answeredAt: instant.nullable(),
      errorCode: z.string().nullable(),
      milliseconds: count.nullable(),
    })
    .nullable(),
});
export type SettingsAnswer = z.infer<typeof settingsAnswer>;
