import { z } from 'zod';
import { count } from '../../../core/domain/admin/paging.ts';
import type { Acted, AdminContext } from '../resource.ts';
import { Confirm } from '../views/confirm.tsx';
import { counted } from '../views/formats.ts';

/** How long recaps are to be kept: of a channel, or of those channels of a workspace that have no time of their own (null). */
interface Planned {
  workspaceId: string;
  channelId: string | null;
  /** Days; 0 is for ever, null as it is without. */
  retentionDays: number | null;
}

/** @returns how many conversations would go with their recaps that stay otherwise */
export async function goneBy(
  { workspaceId, channelId, retentionDays }: Planned,
  { store, config, now }: AdminContext,
): Promise<number> {
  const of = { workspaceId, channelId, environment: config.retentionDays, now: now() };
  const today =
    channelId === null
      ? (await store.workspaces.settings(workspaceId))?.retentionDays
      : await store.within(workspaceId).channels.retentionOf(workspaceId, channelId);
  const [then, anyway] = [
    await store.data.countOverdue({ ...of, retentionDays }),
    await store.data.countOverdue({ ...of, retentionDays: today ?? null }),
  ];
  return Math.max(0, then - anyway);
}

export const goesAnswer = z.object({
  goes: count
    .optional()
    .describe('With 409: how many conversations are deleted with their recaps if it is done with `sure`'),
});

type Fields = Readonly<Record<string, string | number | null | undefined>>;

/** Nothing is changed before the viewer has seen how many conversations go with their recaps. */
export function askFirst(goes: number, { goTo, fields }: { goTo: string; fields: Fields }): Acted {
  const conversations = counted(goes, 'conversation');
  const isOne = goes === 1;
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value === null ? '' : String(value)]],
  );
  return {
    notice: {
      kind: 'refused',
      text: `Nothing is changed yet: ${conversations} would be deleted with their recaps.`,
    },
    goTo,
    audit: null,
    answer: { goes },
    show: (frame) => (
      <Confirm
        frame={frame}
        title={`Delete ${conversations} with their recaps?`}
        button="Save, and delete them"
        fields={{ ...Object.fromEntries(given), sure: 'yes' }}
        back={`/admin${goTo}`}
      >
        <p>
          {conversations} {isOne ? 'is' : 'are'} older than that. They are deleted within the hour, with their
          recaps, action items and decisions, and cannot be brought back. What stands in Slack stays.
        </p>
      </Confirm>
    ),
  };
}
