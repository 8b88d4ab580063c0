import type { MessageRef } from '../domain/transcript.ts';

/**
 * Where a message opens in Slack, in its thread where it stands in one; the form that chat.getPermalink gives.
 * `workspaceUrl` is such as `https://acme.slack.com/`; where it is not known yet, the link opens the channel
 * (docs.slack.dev/interactivity/deep-linking).
 */
export function messageUrl(workspaceUrl: string, channelId: string, { ts, threadTs }: MessageRef): string {
  if (!URL.canParse(workspaceUrl)) return `https://slack.com/app_redirect?channel=${channelId}`;
  const url = new URL(`archives/${channelId}/p${ts.replace('.', '')}`, workspaceUrl);
  if (threadTs && threadTs !== ts) {
    url.searchParams.set('thread_ts', threadTs);
    url.searchParams.set('cid', channelId);
  }
  return url.toString();
}
