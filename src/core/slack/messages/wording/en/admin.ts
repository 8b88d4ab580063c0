import type { Formats } from '../../formats.ts';

/** What is said about the admin view, and to workspaces that Recall is not installed in. */
export const admin = {
  link: (_: Formats, { link }: { link: (label: string) => string }) =>
    `${link('Open the admin view')}. The link is for you alone, works once, and for five minutes. Type \`/recall admin\` for another one.`,
  notAdmin:
    'The admin view is for admins and owners of this workspace. Ask one of them, or an owner to make you an admin. What I may do in a channel: `/recall settings`.',

  notInstalled:
    'Recall is not installed in this workspace. Ask whoever runs Recall for your team to install it.',
  notInstalledYet: (_: Formats, { installUrl }: { installUrl: string }) =>
    `Recall is not installed in this workspace, or not any more. Somebody who may install apps can do so here: ${installUrl}`,
  away: 'Recall cannot be reached just now, so nothing was done. Try again in a minute.',
};
