import { workspacesPage, workspacesQuery } from '../../../core/domain/admin/workspaces.ts';
import { BOT_SCOPES } from '../../../core/slack/scopes.ts';
import { resource } from '../resource.ts';
import { WorkspacesView } from '../views/workspaces.tsx';
import { scopeOf } from './scope.ts';

export const workspacesResource = resource({
  path: '/workspaces',
  title: 'Workspaces',
  navigation: 'Workspaces',
  query: workspacesQuery,
  answer: workspacesPage,
  read: (query, context) =>
    context.store.admin.workspaces(scopeOf(context), query, { now: context.now(), scopes: BOT_SCOPES }),
  view: (answer, frame) => <WorkspacesView answer={answer} frame={frame} />,
});
