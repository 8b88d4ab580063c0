export interface Stop {
  channelId: string;
  askedBy: string;
}
export interface ThreadStop extends Stop {
  threadTs: string;
}

/** Where the tour goes; null where a workspace lacks what a stop needs. */
export interface TourStops {
  shortcut: ThreadStop;
  recall: Stop;
  /** Who marks the first action item of the first recap as done. */
  doneBy: string;
  /** Another thread than that of the shortcut, and what steers its recap. */
  mention: (ThreadStop & { words: string }) | null;
  /** A third thread, in a channel whose settings `allowedBy` may change. */
  reaction: (ThreadStop & { allowedBy: string }) | null;
  /** What is looked for in past recaps. */
  find: (Stop & { words: string }) | null;
  /** Somebody for whom something waits. */
  waiting: Stop | null;
  note: (Stop & { title: string; text: string }) | null;
  /** A channel that Recall is not a member of, and how far back a recap of it is asked for. */
  notInvited: (Stop & { words: string }) | null;
  /** An admin of the workspace, where they ask for a link to the admin view. */
  admin: Stop;
}
