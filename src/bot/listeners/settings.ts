import type { ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { CHANNEL_MODES, type ChannelMode, type ChannelSettings } from '../../core/domain/channel.ts';
import { asRecallError } from '../../core/domain/errors.ts';
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
  optMessage,
  WORDS_OUT,
} from '../../core/slack/messages/settings.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import { channelWithRecall, mayChangeSettings } from '../channel-settings.ts';
import type { Asker, Tell } from '../pick-up.ts';
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
      const asker = askerOf(deps, body.user.id, channelId);
      await reported(deps, asker, () => changeChannel(deps, { channelId, chosen, asker }));
    },
  );
};

/** *Save* in a person's own settings. */
export const personalSettings: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_PERSONAL_SETTINGS },
    async ({ ack, view, body }) => {
      await ack();
      const asker = askerOf(deps, body.user.id, null);
      const isOut = chosenIn(view, INPUT_OWN_WORDS) === WORDS_OUT;
      await reported(deps, asker, () => changeOwn(deps, { isOut, asker }));
    },
  );
};

interface ChannelChange {
  channelId: string;
  chosen: ChannelSettings;
  asker: Asker;
}

async function changeChannel(
  { workspaceId, slack, store, people }: ListenerDeps,
  { channelId, chosen, asker }: ChannelChange,
): Promise<void> {
  const [member, channel] = await Promise.all([
    slack.person(asker.userId),
    channelWithRecall(slack, channelId),
  ]);
  const speech = await speechOf(people, slack, asker);
  if (!mayChangeSettings(member, channel)) {
    return asker.tell(mayNotChangeMessage({ managerId: channel.creator, speech }));
  }
  const before = await store.channels.changeSettings(workspaceId, channel, chosen);
  if (before.mode === chosen.mode) return;
  await asker.tell(modeChangedMessage({ channelId, mode: chosen.mode, speech }));
}

async function changeOwn(
  { workspaceId, slack, store, people, home, now }: ListenerDeps,
  { isOut, asker }: { isOut: boolean; asker: Asker },
): Promise<void> {
  const hasChanged = isOut
    ? await store.people.optOut(workspaceId, asker.userId, now())
    : await store.people.optIn(workspaceId, asker.userId);
  if (!hasChanged) return;
  const speech = await speechOf(people, slack, asker);
  await asker.tell(optMessage({ isOut, hasChanged, speech }));
  await home.refresh(workspaceId, [asker.userId]);
}

/** A modal has no response_url. */
function askerOf({ workspaceId, slack }: ListenerDeps, userId: string, channelId: string | null): Asker {
  const direct = byDirectMessage(slack, userId);
  const tell: Tell = (message) =>
    channelId === null
      ? direct(message)
      : byEphemeral(slack, { channelId, userId })(message).catch(() => direct(message));
  return { workspaceId, channelId, userId, tell };
}

async function reported(
  { events, pickUp }: ListenerDeps,
  asker: Asker,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const error = asRecallError(cause);
    events.pickUpFailed({ error });
    await pickUp.carryOut({ kind: 'refuse', code: error.code }, asker);
  }
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
