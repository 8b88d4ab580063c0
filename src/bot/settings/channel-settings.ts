import { RecallError } from '../../core/domain/errors.ts';
import type { ChannelInfo, Member, Slack } from '../../core/slack/client.ts';

/** Direct messages and group messages have no settings of their own; those of the person are shown there. */
export function hasSettings(channel: { id: string; name: string }): boolean {
  return !channel.id.startsWith('D') && !channel.name.startsWith('mpdm-');
}

/** Who may change a channel's settings, and what stands in for channel managers: see docs/decisions/011. */
export function mayChangeSettings(member: Member, { creator }: Pick<ChannelInfo, 'creator'>): boolean {
  return member.standing === 'full' && (member.isAdmin || member.id === creator);
}

/** @throws RecallError `not_in_channel` where Recall may not read it */
export async function channelWithRecall(slack: Pick<Slack, 'channel'>, id: string): Promise<ChannelInfo> {
  const channel = await slack.channel(id);
  if (!channel.isMember) throw new RecallError('not_in_channel', 'settings of a channel without Recall');
  return channel;
}
