/** Ids that Slack sends back to Recall. They stand in messages and in the app's manifest, so they must never change. */
export const SHORTCUT_RECALL_THREAD = 'recall_thread';
export const SHORTCUT_RECALL_PRIVATELY = 'recall_privately';
export const COMMAND = '/recall';
export const ACTION_RETRY = 'recall_retry';
export const ACTION_EXPLAIN_INVITE = 'recall_explain_invite';
