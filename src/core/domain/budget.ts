/** What a workspace's monthly budget still allows: anything, the cheaper model only, or nothing. */
export type BudgetState = 'ample' | 'thrifty' | 'spent';

const THRIFTY_FROM = 0.8;

/** `monthlyUsd` 0 is no budget. */
export function decideBudget({
  spentUsd,
  monthlyUsd,
}: {
  spentUsd: number;
  monthlyUsd: number;
}): BudgetState {
  if (monthlyUsd === 0) return 'ample';
  if (spentUsd >= monthlyUsd) return 'spent';
  return spentUsd >= monthlyUsd * THRIFTY_FROM ? 'thrifty' : 'ample';
}

/** When the month of `now` began. Months are UTC's, so that they are the same for everyone in a workspace. */
export function startOfMonth(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
}
