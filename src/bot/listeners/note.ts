import type { BlockAction, ButtonAction, GlobalShortcut, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { LONGEST_FOCUS } from '../../core/domain/conversation.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import {
  ACTION_NOTE_RETRY,
  INPUT_NOTE_TEXTS,
  SHORTCUT_RECALL_NOTE,
  VIEW_NOTE,
} from '../../core/slack/ids.ts';
import { messageUrl } from '../../core/slack/links.ts';
import { refusalMessage } from '../../core/slack/messages/asking/failure.ts';
import {
  type NoteEntries,
  noteSavedView,
  noteSavingView,
  noteStartedMessage,
} from '../../core/slack/messages/asking/note.ts';
import { ANYONE, type Speech, speechFor } from '../../core/slack/messages/speech.ts';
import { formState } from '../form-state.ts';
import { memberSoon } from '../member.ts';
import { askForNotes, readRetryValue } from '../notes/ask.ts';
import {
  type NoteFormMetadata,
  noteFormAgain,
  openNoteForm,
  readNoteEntries,
  readNoteMetadata,
} from '../notes/form.ts';
import { type KeptNotes, keepNotes, takeAwayNotes } from '../notes/keep.ts';
import { isOwnDirectMessage } from '../own-direct-message.ts';
import { byDirectMessage, byResponse, type Listener, type ListenerDeps } from './listener.ts';
import { globalShortcutSchema, readPress, submissionSchema } from './payload.ts';

/** Slack waits three seconds for the form, and for what takes its place. */
const LOOK_UP_LIMIT_MS = 1000;

/** “Recap meeting notes”, from anywhere in Slack. */
export const noteShortcut: Listener = (app, deps) => {
  app.shortcut<GlobalShortcut>(
    { type: 'shortcut', callback_id: SHORTCUT_RECALL_NOTE },
    async ({ ack, shortcut }) => {
      await ack();
      const used = globalShortcutSchema.safeParse(shortcut).data;
      if (!used) return;
      const { workspaceId, slack, pickUp } = deps;
      const { id: userId } = used.user;
      const asker = { workspaceId, channelId: null, userId, tell: byDirectMessage(slack, userId) };
      await pickUp.attempt(asker, async () => {
        const speech = await speechSoon(deps, userId);
        await openNoteForm(slack, { triggerId: used.trigger_id, trigger: 'shortcut', speech });
      });
    },
  );
};

/** What a person sent off: who, from which view, and what. */
interface Submitted {
  userId: string;
  viewId: string;
  metadata: NoteFormMetadata;
  entries: NoteEntries;
  speech: Speech;
}

/** The form with the notes was sent off. It stays open until they stand in the direct message, so that they are not lost. */
export const noteSubmitted: Listener = (app, deps) => {
  const underWay = new Set<string>();
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_NOTE },
    async ({ ack, body, view }) => {
      const submitted = submissionSchema.safeParse(body).data;
      if (!submitted) return ack();
      const { id: userId } = submitted.user;
      const entries = readNoteEntries(formState(view.state));
      const speech = await speechSoon(deps, userId);
      if (entries.texts.every((text) => text === '')) {
        return ack({ response_action: 'errors', errors: { [INPUT_NOTE_TEXTS[0]]: speech.words.note.empty } });
      }
      await ack({ response_action: 'update', view: noteSavingView({ speech }) });
      const metadata = readNoteMetadata(view.private_metadata);
      const name = `${view.id}-${metadata.attempt}`;
      if (underWay.has(name)) return;
      underWay.add(name);
      try {
        await recapNotes({ userId, viewId: view.id, metadata, entries, speech }, name, deps);
      } finally {
        underWay.delete(name);
      }
    },
  );
};

/** “Try again” below notes of which no recap could be begun. */
export const noteRetry: Listener = (app, { workspaceId, slack, pickUp, people, events }) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_NOTE_RETRY },
    async ({ ack, action, body, respond }) => {
      await ack();
      const press = readPress(body, action);
      const notes = readRetryValue(press?.value ?? '');
      if (!press?.channel || !notes) return;
      const { userId, messageTs: ts } = press;
      const { id: channelId } = press.channel;
      const asker = { workspaceId, channelId, userId, tell: byResponse(respond, { slack, userId }) };
      await pickUp.attempt(asker, async () => {
        if (!(await isOwnDirectMessage(slack, channelId, userId))) return;
        const code = await askForNotes(notes, { ...asker, refusal: refusalMessage }, pickUp);
        if (code !== null || !ts) return;
        const speech = await speechSoon({ workspaceId, people, slack }, userId);
        await slack
          .update({ channelId, ts, message: noteStartedMessage({ speech }) })
          .catch((error) => events.personNotTold({ code: null, error }));
      });
    },
  );
};

async function recapNotes(submitted: Submitted, name: string, deps: ListenerDeps): Promise<void> {
  const { userId, viewId, metadata, entries, speech } = submitted;
  const { workspaceId, workspaceUrl, slack, pickUp } = deps;
  const kept = await keep(submitted, name, deps);
  if (!kept) return;
  const { channelId, threadTs } = kept;
  const url = messageUrl(workspaceUrl, channelId, { ts: threadTs, threadTs: null });
  await changeView(viewId, noteSavedView({ url, speech }), deps);
  const tell = async (message: Parameters<typeof slack.post>[0]['message']) => {
    await slack.post({ channelId, message });
  };
  const { language } = entries;
  const focus = entries.focus?.slice(0, LONGEST_FOCUS) ?? null;
  const notes = { name, threadTs, trigger: metadata.trigger, focus, language };
  await askForNotes(notes, { workspaceId, channelId, userId, tell }, pickUp);
}

/** @returns null where Slack did not take the notes, which the person then finds in the form again */
async function keep(
  { userId, viewId, metadata, entries, speech }: Submitted,
  name: string,
  deps: ListenerDeps,
): Promise<KeptNotes | null> {
  const text = entries.texts.filter((part) => part !== '').join('\n');
  const notes = { name, title: entries.title, text, userId };
  try {
    return await keepNotes(notes, { ...deps, speech });
  } catch (cause) {
    const error = asRecallError(cause);
    deps.events.pickUpFailed({ error });
    await takeAwayNotes(notes, deps).catch((failure) =>
      deps.events.notShown({ what: 'modal', error: asRecallError(failure) }),
    );
    const trouble = { code: error.code, channelId: null, speech };
    await changeView(viewId, noteFormAgain(metadata, entries, trouble), deps);
    return null;
  }
}

/** The person may have closed it meanwhile. */
async function changeView(viewId: string, view: ModalView, { slack, events }: ListenerDeps): Promise<void> {
  await slack
    .updateView({ viewId, view })
    .catch((error) => events.notShown({ what: 'modal', error: asRecallError(error) }));
}

async function speechSoon(
  deps: Pick<ListenerDeps, 'workspaceId' | 'people' | 'slack'>,
  userId: string,
): Promise<Speech> {
  const member = await memberSoon(deps, { workspaceId: deps.workspaceId, userId }, LOOK_UP_LIMIT_MS);
  return speechFor(member ?? ANYONE);
}
