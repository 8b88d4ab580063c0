import { z } from 'zod';
import { channelRow, channelsPage, channelsQuery } from '../../../core/domain/admin/channels.ts';
import { filterText } from '../../../core/domain/admin/paging.ts';
import { CHANNEL_MODES } from '../../../core/domain/channel.ts';
import { type AdminContext, action, resource } from '../resource.ts';
import { ChannelRetentionView } from '../views/channel-retention.tsx';
import { ChannelsView, keptWords } from '../views/channels.tsx';
import { counted } from '../views/formats.ts';
import { MODE_NAMES } from '../views/words.ts';
import { daysField, sureField, workspaceField } from './fields.ts';
import { scopeOf, sees } from './scope.ts';
import { askFirst, goesAnswer, goneBy } from './shorter-retention.tsx';

const CHANNEL = /^([A-Z0-9]+)\.([A-Z0-9]+)$/;
const MOST_AT_ONCE = 100;

export const channelsResource = resource({
  path: '/channels',
  title: 'Channels',
  navigation: 'Channels',
  query: channelsQuery,
  answer: channelsPage,
  read: (query, context) => context.store.admin.channels(scopeOf(context), query),
  view: (answer, frame) => <ChannelsView answer={answer} frame={frame} />,
});

const pickedChannel = z.string().regex(CHANNEL, 'The id of a workspace, a dot and the id of a channel');

export const changeModes = action({
  path: '/channels/mode',
  summary: 'Change what Recall may do in channels',
  body: z.object({
    channels: z
      .union([pickedChannel.transform((one) => [one]), z.array(pickedChannel).max(MOST_AT_ONCE)])
      .default([])
      .describe('Such as T024BE7LD.C024BE7LR'),
    mode: z.enum(CHANNEL_MODES),
  }),
  answer: z.object({ changed: z.array(z.string()).describe('Ids of the channels that had another mode') }),
  async act({ channels, mode }, context) {
    const picked = byWorkspace(channels);
    for (const workspaceId of picked.keys()) if (!(await sees(context, workspaceId))) return null;
    const changed: string[] = [];
    for (const [workspaceId, ids] of picked) {
      changed.push(...(await changeIn(workspaceId, ids, { mode, context })));
    }
    const text =
      channels.length === 0
        ? 'No channel was picked, so nothing changed.'
        : `${counted(changed.length, 'channel')} changed to: ${MODE_NAMES[mode]}.`;
    const kind = channels.length === 0 ? 'refused' : 'done';
    return { notice: { kind, text }, goTo: '/channels', audit: null, answer: { changed } };
  },
});

async function changeIn(
  workspaceId: string,
  ids: readonly string[],
  { mode, context }: { mode: (typeof CHANNEL_MODES)[number]; context: AdminContext },
): Promise<string[]> {
  const { store, viewer, now } = context;
  const changed = await store.within(workspaceId).channels.setMode(workspaceId, ids, mode);
  for (const { id, before } of changed) {
    const { organizationId, actor } = viewer;
    const details = { from: before, to: mode };
    await store.audit.record(
      { organizationId, workspaceId, actor, action: 'channel_mode_changed', target: id, details },
      now(),
    );
  }
  return changed.map(({ id }) => id);
}

function byWorkspace(channels: readonly string[]): Map<string, string[]> {
  const byId = new Map<string, string[]>();
  for (const channel of new Set(channels)) {
    const [, workspaceId = '', id = ''] = CHANNEL.exec(channel) ?? [];
    byId.set(workspaceId, [...(byId.get(workspaceId) ?? []), id]);
  }
  return byId;
}

const one = z.object({ workspace: workspaceField, channel: filterText(40) });

export const channelRetention = resource({
  path: '/channels/retention',
  title: 'Retention of a channel',
  navigation: null,
  query: one,
  answer: channelRow,
  async read({ workspace, channel }, context) {
    const page = await context.store.admin.channels(scopeOf(context), {
      workspace,
      channel,
      limit: 1,
    });
    return page.rows[0] ?? null;
  },
  view: (answer, frame) => <ChannelRetentionView answer={answer} frame={frame} />,
});

export const changeChannelRetention = action({
  path: '/channels/retention',
  summary: 'Change how long recaps of a channel are kept',
  body: one.extend({ retentionDays: daysField, sure: sureField }),
  answer: goesAnswer,
  async act({ workspace, channel, retentionDays, sure }, context) {
    if (!(await sees(context, workspace))) return null;
    const goes =
      sure === true
        ? 0
        : await goneBy({ workspaceId: workspace, channelId: channel, retentionDays }, context);
    if (goes > 0) return askFirst(goes, { goTo: '/channels', fields: { workspace, channel, retentionDays } });
    const { channels } = context.store.within(workspace);
    if (!(await channels.setRetention(workspace, channel, retentionDays))) return null;
    return {
      notice: { kind: 'done', text: `Recaps of this channel are kept ${keptWords(retentionDays)}.` },
      goTo: '/channels',
      audit: {
        action: 'channel_retention_changed',
        workspaceId: workspace,
        target: channel,
        details: { days: retentionDays },
      },
    };
  },
});
