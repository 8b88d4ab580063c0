/** Stands in the place of somebody's id whose data was deleted. No id of Slack's looks like it. */
export const ERASED = 'erased';

/** Stands where a recap named them. It is the same in every language that a recap may be in. */
export const ERASED_NAME = '[…]';

/** What Recall did by itself, in the audit log and where it says who deleted a recap. */
export const RECALL_ITSELF = 'recall';

/** True for what Slack calls people by: `U…`, and `W…` in an Enterprise Grid organization. */
export function isPersonId(value: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(value);
}
