/** What Recall was asked by, as admins know it. */
export const TRIGGER_NAMES: Readonly<Record<string, string>> = {
  shortcut: 'Message shortcut',
  command: '/recall command',
  mention: '@Recall mention',
  reaction: 'Reaction',
  schedule: 'Digest',
};

export const SOURCE_NAMES: Readonly<Record<string, string>> = {
  thread: 'A thread',
  channel: 'A stretch of a channel',
  note: 'Pasted notes',
};

export const AUDIENCE_NAMES: Readonly<Record<string, string>> = {
  thread: 'everyone in the thread',
  channel: 'everyone in the channel',
  private: 'only the person who asked',
  digest: 'whoever reads the digest',
};

export const MODE_NAMES: Readonly<Record<string, string>> = {
  off: 'Off',
  ask: 'When asked',
  on: 'When asked or by reaction',
};

export const COVERS_NAMES: Readonly<Record<string, string>> = {
  since_last: 'the time since the digest before',
  previous_day: 'the day before',
  previous_week: 'the week before',
  previous_month: 'the month before',
};

export const STAGE_NAMES: Readonly<Record<string, string>> = {
  gather: 'Read Slack',
  summarize: 'Ask the engine',
  verify: 'Check the sources',
  save: 'Save',
  deliver: 'Post',
};

export const LEFT_OUT_NAMES: Readonly<Record<string, string>> = {
  bot: 'from bots',
  recall: 'from Recall',
  system: 'notices of Slack',
  empty: 'without words',
  over_limit: 'beyond the limit',
  opted_out: 'by people who opted out',
  off_the_record: 'off the record',
};

export const REMOVED_NAMES: Readonly<Record<string, string>> = {
  sources: 'sources that do not exist',
  people: 'people who are not in the conversation',
  links: 'links that nobody posted',
  pings: 'pings',
  dates: 'dates that could not be read',
  duplicates: 'duplicates',
  unsourced: 'statements without a source',
  shortened: 'texts that were too long',
};

export const AUDIT_NAMES: Readonly<Record<string, string>> = {
  link_made: 'Sign-in link made',
  signed_in: 'Signed in',
  sign_in_refused: 'Sign-in refused',
  signed_out: 'Signed out',
  session_ended: 'Session ended',
  access_refused: 'Access refused',
  token_made: 'API token made',
  token_revoked: 'API token revoked',
  token_refused: 'API token refused',
  installed: 'Installed',
  uninstalled: 'Uninstalled',
  token_rejected: 'Slack rejected the token',
  key_rotated: 'Encryption key rotated',
  settings_changed: 'Settings changed',
  channel_mode_changed: 'Channel mode changed',
  channel_retention_changed: 'Channel retention changed',
  conversation_retried: 'Conversation retried',
  conversation_cancelled: 'Conversation cancelled',
  digest_paused: 'Digest paused',
  digest_resumed: 'Digest resumed',
  engine_tested: 'Engine tested',
  exported: 'Data exported',
  person_erased: 'Person’s data deleted',
  channel_purged: 'Channel’s data deleted',
  workspace_purged: 'Workspace’s data deleted',
  organization_purged: 'What was left of an organization deleted',
  retention_purged: 'Old data deleted',
};
