import { noChannelHereMessage } from '../../core/slack/messages/asking/asking.ts';
import { optionsView } from '../../core/slack/messages/asking/options.ts';
import type { Subcommand } from './subcommand.ts';

/** `/recall options`: a form with all the choices. */
export const options: Subcommand<'options'> = async (_, use, { slack }) => {
  const { channel, speech, triggerId, tell } = use;
  if (channel.id.startsWith('D')) return tell(noChannelHereMessage({ speech }));
  const metadata = JSON.stringify(channel);
  await slack.openView({ triggerId, view: optionsView({ channelId: channel.id, metadata, speech }) });
};
