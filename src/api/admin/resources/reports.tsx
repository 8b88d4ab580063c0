import { actionItemsAnswer, actionItemsQuery } from '../../../core/domain/admin/action-items.ts';
import { auditPage, auditQuery } from '../../../core/domain/admin/audit.ts';
import { feedbackAnswer, feedbackQuery } from '../../../core/domain/admin/feedback.ts';
import { resource } from '../resource.ts';
import { ActionItemsView } from '../views/action-items.tsx';
import { AuditView } from '../views/audit.tsx';
import { FeedbackView } from '../views/feedback.tsx';
import { idsByWorkspace, scopeOf } from './scope.ts';

export const actionItemsResource = resource({
  path: '/action-items',
  title: 'Action items',
  navigation: 'Action items',
  query: actionItemsQuery,
  answer: actionItemsAnswer,
  read: (query, context) => context.store.admin.actionItems(scopeOf(context), query, context.now()),
  peopleOf: ({ page }) => idsByWorkspace(page.rows, ({ assignee }) => [assignee]),
  view: (answer, frame) => <ActionItemsView answer={answer} frame={frame} />,
});

export const feedbackResource = resource({
  path: '/feedback',
  title: 'Feedback',
  navigation: 'Feedback',
  query: feedbackQuery,
  answer: feedbackAnswer,
  read: (query, context) => context.store.admin.feedback(scopeOf(context), query),
  peopleOf: ({ page }) => idsByWorkspace(page.rows, ({ userId }) => [userId]),
  view: (answer, frame) => <FeedbackView answer={answer} frame={frame} />,
});

export const auditResource = resource({
  path: '/audit',
  title: 'Audit log',
  navigation: 'Audit log',
  query: auditQuery,
  answer: auditPage,
  read: (query, context) => context.store.admin.audit(scopeOf(context), query),
  peopleOf: ({ rows }) => idsByWorkspace(rows, ({ actor }) => [actor]),
  view: (answer, frame) => <AuditView answer={answer} frame={frame} />,
});
