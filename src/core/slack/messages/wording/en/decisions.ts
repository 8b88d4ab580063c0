/** The ledger of decisions. */
export const decisions = {};
