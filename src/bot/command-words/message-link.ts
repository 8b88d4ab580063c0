import type { MessageLink } from './command.ts';

const SLACK_HOST = /^(?:[a-z0-9-]+\.)+slack(?:-gov)?\.com$/;
const ARCHIVES_PATH = /^\/archives\/([CDG][A-Z0-9]+)\/p(\d{10})(\d{6})\/?$/;
const CLIENT_PATH = /^\/client\/[TE][A-Z0-9]+\/[A-Z0-9]+\/thread\/([CDG][A-Z0-9]+)-(\d{10}\.\d{6})\/?$/;
const TS = /^\d{10}\.\d{6}$/;

/** The message that a Slack link leads to; null for any other link and for what is none. */
export function parseMessageLink(link: string): MessageLink | null {
  if (!/^https:\/\//i.test(link) || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (!SLACK_HOST.test(url.hostname)) return null;
  return fromArchives(url) ?? fromClient(url);
}

/** The form that Slack's *Copy link* and chat.getPermalink give. */
function fromArchives(url: URL): MessageLink | null {
  const [, channelId, seconds, micros] = ARCHIVES_PATH.exec(url.pathname) ?? [];
  if (channelId === undefined) return null;
  const messageTs = `${seconds}.${micros}`;
  const threadTs = url.searchParams.get('thread_ts') ?? messageTs;
  if (!TS.test(threadTs)) return null;
  return { workspaceHost: url.hostname, channelId, messageTs, threadTs };
}

/** The address of Slack in the browser with a thread open. */
function fromClient(url: URL): MessageLink | null {
  const [, channelId, ts] = CLIENT_PATH.exec(url.pathname) ?? [];
  if (channelId === undefined || ts === undefined) return null;
  return { workspaceHost: url.hostname, channelId, messageTs: ts, threadTs: ts };
}
