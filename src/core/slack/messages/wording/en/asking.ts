/** What a person reads while asking for a recap: the modal, and what was understood. */
export const asking = {};
