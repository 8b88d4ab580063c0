/**
 * A Slack workspace as it stands when the simulator starts: what a built-in workspace is written in, and what a Slack
 * export is read into. Ids have Slack's own forms (`T…`, `U…`, `C…`), timestamps too (`1699013100.000200`).
 */
export interface WorkspaceSeed {
  team: {
    id: string;
    name: string;
    domain: string;
    /** The Enterprise Grid organization it belongs to. */
    enterprise?: Enterprise;
  };
  people: SeedPerson[];
  channels: SeedChannel[];
}

/** An Enterprise Grid organization. */
export interface Enterprise {
  id: string;
  name: string;
}

export interface SeedPerson {
  id: string;
  /** Handle, as in `@mara`. */
  name: string;
  realName: string;
  displayName?: string;
  title?: string;
  /** IANA time zone; left out for people of whom Slack tells none. */
  timeZone?: string;
  locale?: string;
  isAdmin?: boolean;
  isOwner?: boolean;
  isPrimaryOwner?: boolean;
  /** Roles in the organization, which are apart from those in its workspaces. */
  isOrgAdmin?: boolean;
  isOrgOwner?: boolean;
  /** A guest of several channels, and with `isUltraRestricted` of one alone. */
  isRestricted?: boolean;
  isUltraRestricted?: boolean;
  /** The workspace of someone who comes in through Slack Connect; left out for everyone of this one. */
  teamId?: string;
  /** What Slack says of someone of another workspace; by default whether no shared channel holds both them and the app. */
  isStranger?: boolean;
  isBot?: boolean;
  deleted?: boolean;
}

export interface SeedChannel {
  id: string;
  name: string;
  purpose: string;
  topic: string;
  isPrivate: boolean;
  isArchived?: boolean;
  /** Shared with another workspace, through Slack Connect. */
  isShared?: boolean;
  /** User id of who made the channel; the first member by default. */
  creator?: string;
  /** User ids; whether Recall's own bot is one of them is `appIsMember`. */
  members: string[];
  appIsMember: boolean;
  /** Oldest first, replies included. */
  messages: SeedMessage[];
}

export interface SeedMessage {
  ts: string;
  /** Author; left out for messages that only a bot id stands behind. */
  user?: string;
  botId?: string;
  username?: string;
  subtype?: string;
  /** mrkdwn as Slack sends it. */
  text: string;
  /** Root of the thread; equal to `ts` on a root that has replies. */
  threadTs?: string;
  reactions?: { name: string; users: string[] }[];
  files?: { name: string; mimetype: string }[];
  edited?: { user: string; ts: string };
}
