/** Action items and what is done with them. */
export const items = {};
