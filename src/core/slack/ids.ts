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
/** Pages of the App Home's action items; the value is the page to show, counted from 0. */
export const ACTION_HOME_PAGE_BACK = 'recall_home_page_back';
export const ACTION_HOME_PAGE_MORE = 'recall_home_page_more';
/** Its value is the conversation whose recap is shown. */
export const ACTION_SHOW_RECAP = 'recall_show_recap';
export const ACTION_ITEM_DONE = 'recall_item_done';
export const ACTION_ITEM_REOPEN = 'recall_item_reopen';
export const ACTION_ITEM_MENU = 'recall_item_menu';
/** Its value is the conversation in whose recap the items stand. */
export const ACTION_ALL_ITEMS = 'recall_all_items';
/** Pages of a list of items; its value says which list, and which page. */
export const ACTION_ITEM_PAGE_BACK = 'recall_item_page_back';
export const ACTION_ITEM_PAGE_MORE = 'recall_item_page_more';
export const VIEW_REASSIGN = 'recall_item_reassign';
export const VIEW_DUE = 'recall_item_due';
export const VIEW_SNOOZE = 'recall_item_snooze';
export const INPUT_ASSIGNEE = 'recall_item_assignee';
export const INPUT_DUE = 'recall_item_due_date';
export const INPUT_SNOOZE = 'recall_item_snooze_choice';
export const INPUT_SNOOZE_DAY = 'recall_item_snooze_day';
/** Pages of what was found; their values say what is looked for, and from where on. */
export const ACTION_FIND_BACK = 'recall_find_back';
export const ACTION_FIND_MORE = 'recall_find_more';
export const ACTION_FIND_TAG = 'recall_find_tag';
/** Pages of what waits for a person. */
export const ACTION_WAITING_BACK = 'recall_waiting_back';
export const ACTION_WAITING_MORE = 'recall_waiting_more';
/** Pages of a channel's ledger. */
export const ACTION_LEDGER_BACK = 'recall_ledger_back';
export const ACTION_LEDGER_MORE = 'recall_ledger_more';
export const ACTION_SUPERSEDE = 'recall_decision_supersede';
export const ACTION_UNSUPERSEDE = 'recall_decision_unsupersede';
export const VIEW_SUPERSEDE = 'recall_decision_superseded_by';
export const INPUT_SUCCESSOR = 'recall_decision_successor';
export const ACTION_CANCEL = 'recall_cancel';
export const SHORTCUT_RECALL_NOTE = 'recall_note';
/** Its value is the command to run. */
export const ACTION_RUN_NEAREST = 'recall_run_nearest';
export const VIEW_OPTIONS = 'recall_options';
export const VIEW_NOTE = 'recall_note_form';
/** Its value says which notes, and what was asked of them. */
export const ACTION_NOTE_RETRY = 'recall_note_retry';
export const INPUT_WINDOW = 'recall_window';
export const INPUT_FROM = 'recall_from';
export const INPUT_TO = 'recall_to';
export const INPUT_FOCUS = 'recall_focus';
export const INPUT_LENGTH = 'recall_length';
export const INPUT_WHERE = 'recall_where';
export const INPUT_NOTE_TITLE = 'recall_note_title';
/** The fields of one text, in their order. */
export const INPUT_NOTE_TEXTS = ['recall_note_text', 'recall_note_text_2', 'recall_note_text_3'] as const;
/** The language of one recap. */
export const INPUT_RECAP_LANGUAGE = 'recall_recap_language';
/** Buttons and menu of a recap; the value of each is the conversation, in the menu behind what is chosen. */
export const ACTION_RECAP_UPDATE = 'recall_recap_update';
export const ACTION_RECAP_UP = 'recall_recap_up';
export const ACTION_RECAP_DOWN = 'recall_recap_down';
export const ACTION_RECAP_SHARE = 'recall_recap_share';
export const ACTION_RECAP_SHARE_TO = 'recall_recap_share_to';
export const ACTION_RECAP_KEEP = 'recall_recap_keep';
export const ACTION_RECAP_MENU = 'recall_recap_menu';
export const VIEW_RECAP_FEEDBACK = 'recall_recap_feedback';
export const VIEW_RECAP_DELETE = 'recall_recap_delete';
export const VIEW_RECAP_SHARE = 'recall_recap_share_form';
export const INPUT_FAULT = 'recall_recap_fault';
export const INPUT_EXPLANATION = 'recall_recap_explanation';
export const INPUT_SHARE_CHANNEL = 'recall_recap_share_channel';
/** Digests: the form, and the buttons of the list, whose value is the digest. */
export const VIEW_DIGEST = 'recall_digest';
export const INPUT_DIGEST_DAYS = 'recall_digest_days';
export const INPUT_DIGEST_WEEKDAYS = 'recall_digest_weekdays';
export const INPUT_DIGEST_TIME = 'recall_digest_time';
export const INPUT_DIGEST_ZONE = 'recall_digest_zone';
export const INPUT_DIGEST_COVERS = 'recall_digest_covers';
export const INPUT_DIGEST_CHANNELS = 'recall_digest_channels';
export const INPUT_DIGEST_WHERE = 'recall_digest_where';
export const INPUT_DIGEST_OTHER = 'recall_digest_other';
export const INPUT_DIGEST_QUIET = 'recall_digest_quiet';
export const ACTION_DIGEST_PAUSE = 'recall_digest_pause';
export const ACTION_DIGEST_RESUME = 'recall_digest_resume';
export const ACTION_DIGEST_EDIT = 'recall_digest_edit';
export const ACTION_DIGEST_NOW = 'recall_digest_now';
export const ACTION_DIGEST_REMOVE = 'recall_digest_remove';
