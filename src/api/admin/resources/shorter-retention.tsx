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

type Fields = Readonly<Record<string, string | number | null | undefined>>;

/** Nothing is changed before the viewer has seen how many recaps go. */
export function askFirst(goes: number, { goTo, fields }: { goTo: string; fields: Fields }): Acted {
  const recaps = counted(goes, 'recap');
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value === null ? '' : String(value)]],
  );
  return {
    notice: { kind: 'refused', text: `Nothing is changed yet: ${recaps} would be deleted.` },
    goTo,
    audit: null,
    answer: { goes },
    show: (frame) => (
      <Confirm
        frame={frame}
        title={`Delete ${recaps}?`}
        button={`Keep them no longer, and delete ${recaps}`}
        fields={{ ...Object.fromEntries(given), sure: 'yes' }}
        back={`/admin${goTo}`}
      >
        <p>
          {recaps} {goes === 1 ? 'is' : 'are'} older than that. With {goes === 1 ? 'its' : 'their'} action
          items and decisions {goes === 1 ? 'it is' : 'they are'} deleted within the hour, and cannot be
          brought back. What stands in Slack stays.
        </p>
      </Confirm>
    ),
  };
}
