/** The App Home. */
export const home = {};
