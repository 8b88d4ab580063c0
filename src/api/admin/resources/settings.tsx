import { z } from 'zod';
import type { AuditDetails } from '../../../core/domain/admin/audit.ts';
import {
  settingsAnswer,
  settingsQuery,
  type WorkspaceSettings,
  type WorkspaceSettingsChange,
} from '../../../core/domain/admin/settings.ts';
import { isLanguageTag } from '../../../core/slack/messages/languages.ts';
import { action, resource } from '../resource.ts';
import { SettingsView } from '../views/settings/index.tsx';
import { daysField, sureField, usdField, workspaceField } from './fields.ts';
import { isTaken } from './queueing.ts';
import { scopeOf, sees } from './scope.ts';
import { askFirst, goesAnswer, goneBy } from './shorter-retention.tsx';

const engine = z.object({
  name: z.string(),
  model: z.string().nullable(),
  status: z.enum(['ok', 'degraded', 'down']),
  fix: z.string().nullable(),
});

export const settingsResource = resource({
  path: '/settings',
  title: 'Settings',
  navigation: 'Settings',
  query: settingsQuery,
  answer: settingsAnswer.extend({ engine }),
  async read(query, context) {
    const { store, config, now } = context;
    const { monthlyBudgetUsd, retentionDays } = config;
    const defaults = { monthlyBudgetUsd, retentionDays, language: null };
    const [settings, { components }] = await Promise.all([
      store.admin.settings(scopeOf(context), query, { now: now(), defaults }),
      context.health(),
    ]);
    const { name, model, status, fix = null } = components.engine;
    return { ...settings, engine: { name, model, status, fix } };
  },
  view: (answer, frame) => <SettingsView answer={answer} frame={frame} />,
});

export const changeSettings = action({
  path: '/settings',
  summary: 'Change what applies to a workspace; a setting that is left out stays as it is',
  body: z.object({
    workspace: workspaceField,
    monthlyBudgetUsd: usdField.optional(),
    retentionDays: daysField.optional(),
    sure: sureField,
    language: z
      .union([
        z.union([z.null(), z.literal('')]).transform(() => null),
        z.string().max(35).refine(isLanguageTag, 'A BCP 47 tag such as de'),
      ])
      .describe('BCP 47 tag; null or empty is each conversation’s own')
      .optional(),
  }),
  answer: goesAnswer,
  async act({ workspace, sure, ...settings }, context) {
    if (!(await sees(context, workspace))) return null;
    const { retentionDays } = settings;
    if (retentionDays !== undefined && sure !== true) {
      const goes = await goneBy({ workspaceId: workspace, channelId: null, retentionDays }, context);
      if (goes > 0) return askFirst(goes, { goTo: '/settings', fields: { workspace, ...settings } });
    }
    const before = await context.store.workspaces.changeSettings(workspace, settings);
    if (!before) return null;
    return {
      notice: { kind: 'done', text: 'The settings are saved. They hold for every recap from now on.' },
      goTo: '/settings',
      audit: {
        action: 'settings_changed',
        workspaceId: workspace,
        target: workspace,
        details: changes(before, settings),
      },
    };
  },
});

/** Each setting that changed, as it was and as it is. */
function changes(before: WorkspaceSettings, after: WorkspaceSettingsChange): AuditDetails {
  const earlier = new Map(Object.entries(before));
  const changed = Object.entries(after).flatMap(([name, value]) => {
    const was = earlier.get(name) ?? null;
    return value === undefined || was === value ? [] : [{ [`${name}_before`]: was, [name]: value }];
  });
  return Object.assign({}, ...changed);
}

export const testEngine = action({
  path: '/settings/engine-test',
  summary: 'Have the engine asked whether it answers',
  body: z.object({}),
  answer: z.object({ probeId: z.uuid().describe('`probe.id` of the settings, which say how it went') }),
  isExpensive: true,
  async act(_body, context) {
    const { store, producer, viewer, now } = context;
    const { organizationId, userId, workspaceId } = viewer;
    const { id: probeId } = await store.engineProbes.ask({ organizationId, askedBy: userId }, now());
    const isQueued = await isTaken(producer.enqueue('probe', { probeId }), context);
    if (!isQueued) await store.engineProbes.answer(probeId, 'queue_unavailable', now());
    return {
      notice: isQueued
        ? { kind: 'done', text: 'A worker is asking the engine.' }
        : { kind: 'refused', text: 'The queue is out of reach, so no worker can ask the engine.' },
      goTo: '/settings',
      audit: { action: 'engine_tested', workspaceId, target: probeId },
      answer: { probeId },
    };
  },
});
