/** Ids that Slack sends back to Recall. They stand in messages and in the app's manifest, so they must never change. */
export const SHORTCUT_RECALL_THREAD = 'recall_thread';
export const SHORTCUT_RECALL_PRIVATELY = 'recall_privately';
export const COMMAND = '/recall';
export const ACTION_RETRY = 'recall_retry';
export const ACTION_EXPLAIN_INVITE = 'recall_explain_invite';
export const VIEW_CHANNEL_SETTINGS = 'recall_channel_settings';
export const VIEW_PERSONAL_SETTINGS = 'recall_personal_settings';
/** Each the id of an input's block and of its element. */
export const INPUT_MODE = 'recall_mode';
export const INPUT_LANGUAGE = 'recall_language';
export const INPUT_OWN_WORDS = 'recall_own_words';
export const ACTION_OPT_OUT = 'recall_opt_out';
export const ACTION_OPT_IN = 'recall_opt_in';
export const ACTION_HOME_PAGE = 'recall_home_page';
export const ACTION_SHOW_RECAP = 'recall_show_recap';
