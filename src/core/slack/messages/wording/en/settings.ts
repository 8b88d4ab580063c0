/** A channel's settings, and what Recall says when it joins. */
export const settings = {};
