import type { AnyBlock, MessageMetadata } from '@slack/types';
import type { SeedPerson, WorkspaceSeed } from '../seed.ts';

export type Team = WorkspaceSeed['team'];

export interface Person extends SeedPerson {
  /** Set on the user that stands for the app. */
  botId?: string;
}

/** What somebody may do in their workspace, and in its organization. */
export type Role = Partial<
  Pick<
    Person,
    | 'isAdmin'
    | 'isOwner'
    | 'isPrimaryOwner'
    | 'isOrgAdmin'
    | 'isOrgOwner'
    | 'isRestricted'
    | 'isUltraRestricted'
  >
>;

export type ChannelKind = 'public' | 'private' | 'im';

export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly purpose: string;
  readonly topic: string;
  readonly isArchived: boolean;
  /** User ids, the app's bot user included where it is a member. */
  readonly members: ReadonlySet<string>;
  /** Unix seconds. */
  readonly created: number;
  /** Shared with another workspace, through Slack Connect. */
  readonly isShared?: boolean;
  /** Who made the channel. */
  readonly creator?: string;
}

export interface Reaction {
  name: string;
  users: string[];
  count: number;
}

export interface SharedFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  size: number;
  mode: 'hosted';
  is_external: boolean;
}

export interface BotProfile {
  id: string;
  app_id: string;
  name: string;
  team_id: string;
  deleted: boolean;
  updated: number;
  icons: Record<string, string>;
}

/** A message in the form in which Slack's Web API gives it out. */
export interface Message {
  type: 'message';
  subtype?: string;
  ts: string;
  team: string;
  /** Both set where the author is of another workspace. */
  user_team?: string;
  source_team?: string;
  user?: string;
  text: string;
  blocks?: AnyBlock[];
  /** Legacy attachments, as given: kept, but not checked. */
  attachments?: unknown[];
  client_msg_id?: string;
  bot_id?: string;
  app_id?: string;
  bot_profile?: BotProfile;
  username?: string;
  metadata?: MessageMetadata;
  /** Root of the thread; on a root that has replies its own `ts`. */
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  is_locked?: boolean;
  subscribed?: boolean;
  edited?: { user: string; ts: string };
  reactions?: Reaction[];
  files?: SharedFile[];
  hidden?: boolean;
  /** Who brought in the person whom a `channel_join` tells of. */
  inviter?: string;
  /** Set on messages that share a file. */
  upload?: boolean;
  display_as_bot?: boolean;
}

/** A message that one person sees and that no API method finds again. */
export interface EphemeralMessage {
  ts: string;
  channel: string;
  /** The person who sees it. */
  viewer: string;
  text: string;
  blocks?: AnyBlock[];
  thread_ts?: string;
}

export interface TextObject {
  type: 'plain_text';
  text: string;
  emoji?: boolean;
}

/** A modal or Home tab in the form in which Slack gives it out. */
export interface StoredView {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  blocks: AnyBlock[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  state: { values: Record<string, Record<string, unknown>> };
  hash: string;
  title: TextObject | null;
  submit: TextObject | null;
  close: TextObject | null;
  clear_on_close: boolean;
  notify_on_close: boolean;
  previous_view_id: string | null;
  root_view_id: string;
  app_id: string;
  /** The workspace that has installed the app, or the organization that has. */
  app_installed_team_id: string;
  bot_id: string;
}

/** Read access to the simulated workspace. What it returns is live: it must not be changed, nor kept across calls. */
export interface World {
  readonly team: Team;
  /** Everyone, the app's bot user included. */
  people(): readonly Person[];
  person(userId: string): Person | undefined;
  channels(): readonly Channel[];
  channel(channelId: string): Channel | undefined;
  /** The direct conversation of the app with a person, where one has been opened. */
  directChannel(userId: string): Channel | undefined;
  /** What stands in the channel itself, oldest first: messages that are no replies, and broadcast replies. */
  timeline(channelId: string): readonly Message[];
  /** Replies of a thread without its root, oldest first. */
  replies(channelId: string, rootTs: string): readonly Message[];
  message(channelId: string, ts: string): Message | undefined;
  /** What only this person sees in a channel, oldest first. */
  ephemerals(channelId: string, userId: string): readonly EphemeralMessage[];
  view(viewId: string): StoredView | undefined;
  /** The modals this person has open, the topmost last. */
  openViews(userId: string): readonly StoredView[];
  homeView(userId: string): StoredView | undefined;
  permalink(channelId: string, message: Message): string;
}
