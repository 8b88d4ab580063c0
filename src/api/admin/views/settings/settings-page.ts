import type { SettingsAnswer } from '../../../../core/domain/admin/settings.ts';

/** What the page of settings shows. */
export type SettingsPage = SettingsAnswer & {
  engine: { name: string; model: string | null; status: string; fix: string | null };
};
