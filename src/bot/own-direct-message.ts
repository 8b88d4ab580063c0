import type { Slack } from '../core/slack/client.ts';

/** Whether a conversation is the direct message between Recall and the person. */
export async function isOwnDirectMessage(
  slack: Pick<Slack, 'openDirectMessage'>,
  channelId: string,
  userId: string,
): Promise<boolean> {
  return channelId.startsWith('D') && (await slack.openDirectMessage(userId)) === channelId;
}
