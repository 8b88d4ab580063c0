/** Recaps of pasted notes. */
export const note = {};
