import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { ReminderKey } from '../../domain/action-item.ts';
import type { MessageTs, Person } from '../../domain/transcript.ts';
import type { SlackMessage } from '../read-message.ts';

/** What is posted: blocks, and a text that stands for them in notifications and old clients. */
export interface OutgoingMessage {
  text: string;
  blocks: KnownBlock[];
}

/** Whether blocks that Slack refuses are sent as plain text, as they are unless it says otherwise. */
export type WhenRefused = 'plain_text' | 'throw';

/** Marks a message as the reminder that it is. */
export interface ReminderTag {
  reminder: ReminderKey;
}

export interface RecapTag {
  conversationId: string;
  part: number;
}

/** Tells a person's notes, by what they are called; without a part it is the message under which they stand. */
export interface NoteTag {
  note: string;
  part?: number;
}

/** Tells which part of which period's digest a message carries. */
export interface DigestTag {
  digestPeriodId: string;
  part: number;
}

/** Tells that a digest was paused, and when. */
export interface DigestPausedTag {
  pausedDigestId: string;
  pausedAt: Date;
}

/** What Recall finds its own message again by. */
export type MessageTag = RecapTag | NoteTag | ReminderTag | DigestTag | DigestPausedTag;

export interface Page {
  messages: SlackMessage[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export interface SlackIdentity {
  workspaceId: string;
  workspaceName: string;
  url: string;
  botUserId: string;
  botId: string;
  scopes: string[];
}

export interface ChannelInfo {
  id: string;
  name: string;
  purpose: string;
  /** Whether Recall may read it. */
  isMember: boolean;
  isPrivate: boolean;
  isArchived: boolean;
  /** Whether people of other organizations are in it. */
  isShared: boolean;
  /** Who made it; null where Slack does not tell. */
  creator: string | null;
}

/** A channel that somebody is in. */
export interface JoinedChannel {
  id: string;
  isPrivate: boolean;
}

/** A modal that is open. */
export interface OpenView {
  id: string;
  hash: string;
}

/** How a person stands to the workspace; people of other workspaces are strangers, and so is whoever Slack does not tell of. */
export type Standing = 'full' | 'guest' | 'stranger' | 'bot' | 'gone';

export interface Member extends Person {
  /** BCP 47 tag; null where Slack does not tell it. */
  locale: string | null;
  standing: Standing;
  /** Admins and owners of the workspace. */
  isAdmin: boolean;
  /** Admins and owners of the Enterprise Grid organization that the workspace is in; left out for everyone else. */
  isOrgAdmin?: true;
}

/** The calls that Recall makes to Slack's Web API. All throw RecallErrors with a `slack_*` code or what the refusal means. */
export interface Slack {
  identify(): Promise<SlackIdentity>;
  channel(channelId: string): Promise<ChannelInfo>;
  person(userId: string): Promise<Member>;
  /** A page of a thread, oldest first; the root may come first on every page. */
  replies(call: { channelId: string; threadTs: MessageTs; cursor?: string; limit?: number }): Promise<Page>;
  /** A page of a channel's top-level messages in [oldest, latest), newest first. */
  history(call: {
    channelId: string;
    oldest?: MessageTs;
    latest?: MessageTs;
    cursor?: string;
  }): Promise<Page>;
  post(call: {
    channelId: string;
    threadTs?: MessageTs;
    message: OutgoingMessage;
    tag?: MessageTag;
    whenRefused?: WhenRefused;
  }): Promise<MessageTs>;
  update(call: {
    channelId: string;
    ts: MessageTs;
    message: OutgoingMessage;
    tag?: RecapTag | DigestTag;
    whenRefused?: WhenRefused;
  }): Promise<void>;
  /** Deletes a message of Recall's own. */
  remove(call: { channelId: string; ts: MessageTs }): Promise<void>;
  postEphemeral(call: {
    channelId: string;
    userId: string;
    threadTs?: MessageTs;
    message: OutgoingMessage;
  }): Promise<void>;
  /** The id of the direct message between Recall and a person. */
  openDirectMessage(userId: string): Promise<string>;
  /** Everyone in a channel, by id. */
  members(channelId: string): Promise<string[]>;
  /** Every channel that a person is in; of private ones, those that Recall is in too. Null for Recall itself. */
  channelsOf(userId: string | null): Promise<JoinedChannel[]>;
  /** Shows a modal to whoever did what `triggerId` stands for, within three seconds of it. */
  openView(call: { triggerId: string; view: ModalView }): Promise<OpenView>;
  /** Puts a modal on top of the one that the trigger came from. */
  pushView(call: { triggerId: string; view: ModalView }): Promise<OpenView>;
  /** Changes a modal; with `hash`, only where it is still as it was then. */
  updateView(call: { viewId: string; hash?: string; view: ModalView }): Promise<OpenView>;
  /** Shows a person's App Home. */
  publishHome(call: { userId: string; view: HomeView }): Promise<void>;
}
