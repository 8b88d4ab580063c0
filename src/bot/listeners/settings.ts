import type { ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { CHANNEL_MODES, type ChannelMode, type ChannelSettings } from '../../core/domain/channel.ts';
import {
  INPUT_LANGUAGE,
  INPUT_MODE,
  INPUT_OWN_WORDS,
  VIEW_CHANNEL_SETTINGS,
  VIEW_PERSONAL_SETTINGS,
} from '../../core/slack/ids.ts';
import { isLanguageTag } from '../../core/slack/messages/languages.ts';
import {
  AUTOMATIC,
  mayNotChangeMessage,
  modeChangedMessage,
  WORDS_OUT,
} from '../../core/slack/messages/settings.ts';
import type { Speech } from '../../core/slack/messages/speech.ts';
import type { Tell } from '../asking/pick-up.ts';
import { forPerson } from '../person-use.ts';
import { channelWithRecall, mayChangeSettings } from '../settings/channel-settings.ts';
import { changeOpting } from '../settings/opting.ts';
import { byDirectMessage, byEphemeral, type Listener, type ListenerDeps } from './listener.ts';

const CHANNEL_ID = /^[CG][A-Z0-9]+$/;

/** *Save* in a channel's settings. Who may is asked anew: what the modal offered may be some time ago. */
export const channelSettings: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_CHANNEL_SETTINGS },
    async ({ ack, view, body }) => {
      await ack();
      const channelId = view.private_metadata;
      const chosen = settingsIn(view);
      if (!CHANNEL_ID.test(channelId) || !chosen) return;
      const userId = body.user.id;
      const tell = tellWithoutResponseUrl(deps, { userId, channelId });
      await forPerson({ userId, channelId, tell }, deps, ({ speech }) =>
        changeChannel(deps, { channelId, chosen, userId, speech, tell }),
      );
    },
  );
};

/** *Save* in a person's own settings. */
export const personalSettings: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_PERSONAL_SETTINGS },
    async ({ ack, view, body }) => {
      await ack();
      const userId = body.user.id;
      const out = chosenIn(view, INPUT_OWN_WORDS) === WORDS_OUT;
      const tell = byDirectMessage(deps.slack, userId);
      await forPerson({ userId, channelId: null, tell }, deps, (person) =>
        changeOpting({ out }, { ...person, tell }, deps),
      );
    },
  );
};

interface ChannelChange {
  channelId: string;
  chosen: ChannelSettings;
  userId: string;
  speech: Speech;
  tell: Tell;
}

async function changeChannel(
  { workspaceId, slack, store }: ListenerDeps,
  { channelId, chosen, userId, speech, tell }: ChannelChange,
): Promise<void> {
  const [member, channel] = await Promise.all([slack.person(userId), channelWithRecall(slack, channelId)]);
  if (!mayChangeSettings(member, channel)) {
    return tell(mayNotChangeMessage({ managerId: channel.creator, speech }));
  }
  const before = await store.channels.changeSettings(workspaceId, channel, chosen);
  if (before.mode !== chosen.mode) await tell(modeChangedMessage({ channelId, mode: chosen.mode, speech }));
}

/** In the channel, or where the person is not in it by direct message. */
function tellWithoutResponseUrl({ slack }: ListenerDeps, to: { userId: string; channelId: string }): Tell {
  const inChannel = byEphemeral(slack, to);
  return (message) => inChannel(message).catch(() => byDirectMessage(slack, to.userId)(message));
}

function settingsIn(view: ViewOutput): ChannelSettings | null {
  const mode = chosenIn(view, INPUT_MODE);
  const language = chosenIn(view, INPUT_LANGUAGE);
  if (!isMode(mode) || language === null) return null;
  if (language === AUTOMATIC) return { mode, language: null };
  return isLanguageTag(language) ? { mode, language } : null;
}

function isMode(value: string | null): value is ChannelMode {
  return CHANNEL_MODES.some((mode) => mode === value);
}

function chosenIn({ state }: ViewOutput, id: string): string | null {
  return state.values[id]?.[id]?.selected_option?.value ?? null;
}
