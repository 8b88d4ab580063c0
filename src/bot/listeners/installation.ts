import type { Listener } from './listener.ts';

/** The app was taken out of the workspace. Slack tells it by this and by `tokens_revoked`, in any order, or by one of them. */
export const uninstalled: Listener = (app, { store, workspaceId }) => {
  app.event('app_uninstalled', async ({ body }) => {
    await store.workspaces.markRevoked(body.team_id || workspaceId);
  });
};

/** Tokens no longer hold; those of people are not Recall's. */
export const tokensRevoked: Listener = (app, { store, workspaceId }) => {
  app.event('tokens_revoked', async ({ event, body }) => {
    if (event.tokens?.bot?.length) await store.workspaces.markRevoked(body.team_id || workspaceId);
  });
};
