import { overview, overviewQuery } from '../../../core/domain/admin/overview.ts';
import { resource } from '../resource.ts';
import { OverviewView } from '../views/overview/index.tsx';
import { healthReport } from './health-report.ts';
import { scopeOf } from './scope.ts';

export const overviewResource = resource({
  path: '',
  title: 'Overview',
  navigation: 'Overview',
  query: overviewQuery,
  isExpensive: true,
  answer: overview.extend({ health: healthReport }),
  async read(query, context) {
    const { store, config, now } = context;
    const { monthlyBudgetUsd } = config;
    const [figures, health] = await Promise.all([
      store.admin.overview(scopeOf(context), query, { now: now(), monthlyBudgetUsd }),
      context.health(),
    ]);
    return { ...figures, health };
  },
  view: (answer, frame) => <OverviewView answer={answer} frame={frame} />,
});
