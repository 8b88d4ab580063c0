import type { ModalView } from '@slack/types';
import {
  channelSettingsView,
  loadingView,
  personalSettingsView,
  readOnlySettingsView,
  refusedSettingsView,
} from '../../core/slack/messages/settings.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import { openFilled } from '../open-filled.ts';
import { channelWithRecall, hasSettings, mayChangeSettings } from '../settings/channel-settings.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

/** `/recall settings`: those of the channel; in a direct message, those of the person. */
export const settings: Subcommand<'settings'> = async (_, use, deps) => {
  const { channel, speech, triggerId } = use;
  const error = await openFilled(deps.slack, {
    triggerId,
    loading: loadingView({ speech }),
    fill: () => (hasSettings(channel) ? ofChannel(use, deps) : ofPerson(use, deps)),
    refused: ({ code }) => refusedSettingsView({ code, channelId: channel.id, speech }),
  });
  if (error) deps.events.pickUpFailed({ error });
};

async function ofPerson({ workspaceId, member, speech }: CommandUse, deps: ListenerDeps): Promise<ModalView> {
  const isOptedOut = await deps.store.people.isOptedOut(workspaceId, member.id);
  return personalSettingsView({ isOptedOut, speech });
}

async function ofChannel(
  { workspaceId, channel: { id: channelId }, member, speech }: CommandUse,
  { slack, store, people }: ListenerDeps,
): Promise<ModalView> {
  const channel = await channelWithRecall(slack, channelId);
  const settings = await store.channels.settingsOf(workspaceId, channelId);
  const shown = { channelId, settings, managerId: channel.creator, speech };
  if (mayChangeSettings(member, channel)) return channelSettingsView(shown);
  const named = await people.named(slack, workspaceId, channel.creator === null ? [] : [channel.creator]);
  const managers = [...named.values()].filter((person) => mayChangeSettings(person, channel));
  return readOnlySettingsView({ ...shown, managerId: managers[0]?.id ?? null });
}
