import { z } from 'zod';
import { digestsPage, digestsQuery } from '../../../core/domain/admin/digests.ts';
import type { Digest } from '../../../core/domain/digest/digest.ts';
import { inTime } from '../../in-time.ts';
import { type AdminContext, action, resource } from '../resource.ts';
import { DigestsView } from '../views/digests.tsx';
import { formatMoment } from '../views/formats.ts';
import { workspaceField } from './fields.ts';
import { idsByWorkspace, scopeOf, sees } from './scope.ts';

export const digestsResource = resource({
  path: '/digests',
  title: 'Digests',
  navigation: 'Digests',
  query: digestsQuery,
  answer: digestsPage,
  read: (query, context) => context.store.admin.digests(scopeOf(context), query),
  peopleOf: ({ rows }) => idsByWorkspace(rows, ({ author }) => [author]),
  view: (answer, frame) => <DigestsView answer={answer} frame={frame} />,
});

const body = z.object({ id: z.uuid(), workspace: workspaceField });

export const pauseDigest = action({
  path: '/digests/:id/pause',
  summary: 'Pause a digest',
  body,
  async act({ id, workspace }, context) {
    if (!(await sees(context, workspace))) return null;
    const { digests } = context.store.within(workspace);
    const digest = await digests.find(workspace, id);
    if (!digest) return null;
    const isPaused = await digests.pause(workspace, id, context.now());
    await showInHome(digest, context);
    return {
      notice: { kind: 'done', text: 'The digest is paused. What falls due meanwhile does not come.' },
      goTo: '/digests',
      audit: isPaused ? { action: 'digest_paused', workspaceId: workspace, target: id } : null,
    };
  },
});

export const resumeDigest = action({
  path: '/digests/:id/resume',
  summary: 'Resume a paused digest',
  body,
  async act({ id, workspace }, context) {
    if (!(await sees(context, workspace))) return null;
    const { digests } = context.store.within(workspace);
    const before = await digests.find(workspace, id);
    const resumed = before && (await digests.resume(workspace, id, context.now(), context.viewer.userId));
    if (!resumed) return null;
    await showInHome(resumed, context);
    const next = formatMoment(resumed.nextDueAt.toISOString());
    return {
      notice: { kind: 'done', text: `The digest goes on. It comes next at ${next} UTC.` },
      goTo: '/digests',
      audit:
        before.state === 'paused' ? { action: 'digest_resumed', workspaceId: workspace, target: id } : null,
    };
  },
});

/** Its author sees it there. Slack may be slow: the page does not wait for it for long. */
async function showInHome({ workspaceId, author }: Digest, { homesOf }: AdminContext): Promise<void> {
  await inTime(homesOf(workspaceId).refresh(workspaceId, [author])).catch(() => {});
}
