/** Reminders of action items. */
export const reminders = {};
