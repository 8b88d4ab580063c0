/** Finding past recaps, decisions and action items, and what waits for a person. */
export const finding = {};
