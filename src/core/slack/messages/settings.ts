import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { CHANNEL_MODES, type ChannelSettings } from '../../domain/channel.ts';
import type { OutgoingMessage } from '../client.ts';
import {
  INPUT_LANGUAGE,
  INPUT_MODE,
  INPUT_OWN_WORDS,
  VIEW_CHANNEL_SETTINGS,
  VIEW_PERSONAL_SETTINGS,
} from '../ids.ts';
import { mentionOf } from '../mrkdwn.ts';
import { type Refusal, refusalMessage } from './asking/failure.ts';
import { channelMention, plain } from './asking/progress.ts';
import { languageName, languageOptions } from './languages.ts';
import type { Speech } from './speech.ts';

/** Stands for each conversation's own language, where a BCP 47 tag would stand. */
export const AUTOMATIC = 'automatic';
const WORDS_IN = 'in';
export const WORDS_OUT = 'out';

/** What a settings modal shows until it is known what is set. */
export function loadingView({ speech }: { speech: Speech }): ModalView {
  const { channelTitle, loading, close } = speech.words.settings;
  return { ...modal({ title: channelTitle, close }), blocks: plain(loading).blocks };
}

/** What it shows where that cannot be known. */
export function refusedSettingsView(refusal: Refusal): ModalView {
  const { channelTitle, close } = refusal.speech.words.settings;
  return { ...modal({ title: channelTitle, close }), blocks: plain(refusalMessage(refusal).text).blocks };
}

export interface ShownChannelSettings {
  channelId: string;
  settings: ChannelSettings;
  /** Who made the channel and may change its settings; null where nobody is known to be. */
  managerId: string | null;
  speech: Speech;
}

/** A channel's settings, to be changed. */
export function channelSettingsView({ channelId, settings, speech }: ShownChannelSettings): ModalView {
  const { settings: words } = speech.words;
  return {
    ...modal({ title: words.channelTitle, close: words.cancel }),
    callback_id: VIEW_CHANNEL_SETTINGS,
    private_metadata: channelId,
    submit: { type: 'plain_text', text: words.save },
    blocks: [
      ...plain(words.about(speech, { place: channelMention({ id: channelId }, speech) })).blocks,
      modeInput(settings, speech),
      languageInput(settings, speech),
    ],
  };
}

/** A channel's settings for those who may not change them, with who may. */
export function readOnlySettingsView(shown: ShownChannelSettings): ModalView {
  const { channelId, settings, speech } = shown;
  const { settings: words } = speech.words;
  const { name, says } = words.modes[settings.mode];
  const language = settings.language === null ? words.automatic : languageName(settings.language, speech);
  return {
    ...modal({ title: words.channelTitle, close: words.close }),
    blocks: [
      words.about(speech, { place: channelMention({ id: channelId }, speech) }),
      `*${words.mode}*\n${name}: ${says}`,
      `*${words.language}*\n${language}`,
      words.readOnly(speech, { who: whoMayChange(shown) }),
    ].flatMap((text) => plain(text).blocks),
  };
}

/** A person's own settings. */
export function personalSettingsView({
  isOptedOut,
  speech,
}: {
  isOptedOut: boolean;
  speech: Speech;
}): ModalView {
  const { settings: words } = speech.words;
  const options = [
    { value: WORDS_IN, ...words.wordsIn },
    { value: WORDS_OUT, ...words.wordsOut },
  ].map(toOption);
  return {
    ...modal({ title: words.personalTitle, close: words.cancel }),
    callback_id: VIEW_PERSONAL_SETTINGS,
    submit: { type: 'plain_text', text: words.save },
    blocks: [
      radioInput(INPUT_OWN_WORDS, {
        label: words.words,
        options,
        chosen: isOptedOut ? WORDS_OUT : WORDS_IN,
      }),
    ],
  };
}

/** Told to whoever changed a channel's mode. */
export function modeChangedMessage({
  channelId,
  mode,
  speech,
}: {
  channelId: string;
  mode: ChannelSettings['mode'];
  speech: Speech;
}): OutgoingMessage {
  const place = channelMention({ id: channelId }, speech);
  return plain(speech.words.settings.changed[mode](speech, { place }));
}

/** Told to whoever tried to change them and may not. */
export function mayNotChangeMessage(
  shown: Pick<ShownChannelSettings, 'managerId' | 'speech'>,
): OutgoingMessage {
  const { speech } = shown;
  return plain(speech.words.settings.readOnly(speech, { who: whoMayChange(shown) }));
}

/** Told to a person who leaves Recall out of their words, or lets it use them again. */
export function optMessage({
  isOut,
  hasChanged,
  speech,
}: {
  isOut: boolean;
  hasChanged: boolean;
  speech: Speech;
}): OutgoingMessage {
  const { optedOut, optedOutAlready, optedIn, optedInAlready } = speech.words.settings;
  if (isOut) return plain(hasChanged ? optedOut : optedOutAlready);
  return plain(hasChanged ? optedIn : optedInAlready);
}

function modal({ title, close }: { title: string; close: string }) {
  return {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: title },
    close: { type: 'plain_text' as const, text: close },
  };
}

function whoMayChange({ managerId, speech }: Pick<ShownChannelSettings, 'managerId' | 'speech'>): string {
  const { admins, creator, eitherOf } = speech.words.settings;
  if (managerId === null) return admins;
  return eitherOf(speech, {
    first: creator(speech, { person: mentionOf(managerId) }),
    second: admins,
  });
}

function modeInput({ mode }: ChannelSettings, speech: Speech): KnownBlock {
  const { mode: label, modes } = speech.words.settings;
  const options = CHANNEL_MODES.map((value) => toOption({ value, ...modes[value] }));
  return radioInput(INPUT_MODE, { label, options, chosen: mode });
}

function languageInput({ language }: ChannelSettings, speech: Speech): KnownBlock {
  const { language: label, automatic } = speech.words.settings;
  const options = [
    toOption({ value: AUTOMATIC, name: automatic }),
    ...languageOptions(speech, language).map(({ tag, name }) => toOption({ value: tag, name })),
  ];
  return {
    type: 'input',
    block_id: INPUT_LANGUAGE,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'static_select',
      action_id: INPUT_LANGUAGE,
      options,
      ...initial(options, language ?? AUTOMATIC),
    },
  };
}

function radioInput(
  id: string,
  { label, options, chosen }: { label: string; options: PlainTextOption[]; chosen: string },
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: { type: 'plain_text', text: label },
    element: { type: 'radio_buttons', action_id: id, options, ...initial(options, chosen) },
  };
}

function initial(options: readonly PlainTextOption[], chosen: string) {
  const option = options.find(({ value }) => value === chosen);
  return option ? { initial_option: option } : {};
}

function toOption({ value, name, says }: { value: string; name: string; says?: string }): PlainTextOption {
  return {
    value,
    text: { type: 'plain_text', text: name },
    ...(says === undefined ? {} : { description: { type: 'plain_text', text: says } }),
  };
}
