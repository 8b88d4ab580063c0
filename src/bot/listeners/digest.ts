import { setTimeout as sleep } from 'node:timers/promises';
import type { BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { DigestChoice } from '../../core/domain/digest/digest.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import {
  ACTION_DIGEST_EDIT,
  ACTION_DIGEST_NOW,
  ACTION_DIGEST_PAUSE,
  ACTION_DIGEST_REMOVE,
  ACTION_DIGEST_RESUME,
  INPUT_DIGEST_CHANNELS,
  INPUT_DIGEST_COVERS,
  INPUT_DIGEST_DAYS,
  INPUT_DIGEST_OTHER,
  INPUT_DIGEST_QUIET,
  INPUT_DIGEST_TIME,
  INPUT_DIGEST_WEEKDAYS,
  INPUT_DIGEST_WHERE,
  INPUT_DIGEST_ZONE,
  VIEW_DIGEST,
} from '../../core/slack/ids.ts';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import {
  digestLoadingView,
  digestRefusedView,
  refusedDigestView,
} from '../../core/slack/messages/digest/digest-form.ts';
import { ANYONE, speechFor } from '../../core/slack/messages/speech.ts';
import type { Tell } from '../asking/pick-up.ts';
import {
  actOnDigest,
  changeable,
  type DigestAct,
  digestList,
  keepDigest,
  setUpDigest,
} from '../digests/act.ts';
import { choiceOf, draftOf, readDraft } from '../digests/draft.ts';
import { type DigestForm, formView, hereOf, readFormMetadata } from '../digests/form.ts';
import { type ChoiceRefusal, plainRefusal, refusalOf } from '../digests/rights.ts';
import { formState } from '../form-state.ts';
import { respondTo } from '../items/respond.ts';
import { memberSoon } from '../member.ts';
import { openFilled } from '../open-filled.ts';
import { forPerson, type PersonUse } from '../person-use.ts';
import { byDirectMessage, byEphemeral, byResponse, type Listener, type ListenerDeps } from './listener.ts';
import { readPress, submissionSchema } from './payload.ts';

const FIELDS = [
  INPUT_DIGEST_DAYS,
  INPUT_DIGEST_WEEKDAYS,
  INPUT_DIGEST_TIME,
  INPUT_DIGEST_ZONE,
  INPUT_DIGEST_COVERS,
  INPUT_DIGEST_CHANNELS,
  INPUT_DIGEST_WHERE,
  INPUT_DIGEST_OTHER,
  INPUT_DIGEST_QUIET,
];
const ACTS: readonly [string, DigestAct][] = [
  [ACTION_DIGEST_PAUSE, 'pause'],
  [ACTION_DIGEST_RESUME, 'resume'],
  [ACTION_DIGEST_NOW, 'now'],
  [ACTION_DIGEST_REMOVE, 'off'],
];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A form waits three seconds for what is wrong with it. */
const LOOK_UP_LIMIT_MS = 700;
const CHECK_LIMIT_MS = 1500;

/** Something is picked in the form: the line of what will happen follows it. */
export const digestPreview: Listener = (app, deps) => {
  for (const action_id of FIELDS) {
    app.action<BlockAction>({ type: 'block_actions', action_id }, async ({ ack, body }) => {
      await ack();
      const { view, user } = body;
      const form = view?.callback_id === VIEW_DIGEST && readFormMetadata(view.private_metadata);
      if (!view || !form) return;
      const { workspaceId, slack, store, now, events } = deps;
      const { digestId } = form;
      const [member, digest] = await Promise.all([
        memberSoon(deps, { workspaceId, userId: user.id }, LOOK_UP_LIMIT_MS),
        digestId === null ? null : store.digests.find(workspaceId, digestId),
      ]);
      const speech = speechFor(member ?? ANYONE);
      const draft = readDraft(formState(view.state));
      const { lastPeriodEnd = null } = digest ?? {};
      const changed = formView({ ...form, lastPeriodEnd }, draft, { now: now(), speech });
      await slack.updateView({ viewId: view.id, view: changed }).catch((cause) => {
        const error = asRecallError(cause);
        if (error.code !== 'no_longer_there') events.notShown({ what: 'modal', error });
      });
    });
  }
};

/** *Save*: what is wrong is said at its field; who may have such a digest is asked of Slack, for as long as the form waits. */
export const digestSubmitted: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_DIGEST },
    async ({ ack, body, view }) => {
      const submitted = submissionSchema.safeParse(body).data;
      const form = readFormMetadata(view.private_metadata);
      if (!submitted || !form) return ack();
      const { workspaceId } = deps;
      const userId = submitted.user.id;
      const member = await memberSoon(deps, { workspaceId, userId }, LOOK_UP_LIMIT_MS);
      const speech = speechFor(member ?? ANYONE);
      const outcome = choiceOf(readDraft(formState(view.state)), form.hereId);
      if (outcome.kind === 'problems') {
        const says = speech.words.digests.form.problems;
        const errors = Object.fromEntries(
          Object.entries(outcome.problems).map(([id, what]) => [id, says[what]]),
        );
        return ack({ response_action: 'errors', errors });
      }
      const { choice } = outcome;
      const checking =
        member && refusalOfForm(form, choice, { member, speech }, deps).catch(() => 'unknown' as const);
      const known = checking && (await soon(checking));
      if (isRefusal(known)) {
        const says = await plainRefusal(known, deps.slack);
        return ack({ response_action: 'errors', errors: { [known.field]: says } });
      }
      await ack();
      const tell = tellAbout(form.hereId, userId, deps);
      await forPerson({ userId, channelId: form.hereId, tell }, deps, async (use) => {
        const refusal = known === null && checking ? null : await refusalOfForm(form, choice, use, deps);
        await tell(refusal ? plain(refusal.says) : await keep(choice, form, use, deps));
      });
    },
  );
};

/** *Pause*, *Resume*, *Post it now* and *Delete*, in the list or in the App Home, which then show how it stands. */
export const digestActs: Listener = (app, deps) => {
  for (const [action_id, act] of ACTS) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id },
      async ({ ack, action, body, respond }) => {
        await ack();
        const press = readPress(body, action);
        if (!press || !UUID.test(press.value)) return;
        const { userId, value: id, channel } = press;
        const tell = channel
          ? byResponse(respond, { slack: deps.slack, userId })
          : byDirectMessage(deps.slack, userId);
        await forPerson({ userId, channelId: channel?.id ?? null, tell }, deps, async (use) => {
          const says = await actOnDigest(act, id, use, deps);
          if (channel)
            await respondTo(
              body.response_url,
              await digestList(hereOf(channel), says, use, deps),
              'in_place',
            );
          else if (act === 'now') await tell(plain(says));
        });
      },
    );
  }
};

/** *Edit* in the list or in the App Home: the form with what is set. */
export const digestEdit: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_DIGEST_EDIT },
    async ({ ack, action, body, respond }) => {
      await ack();
      const press = readPress(body, action);
      if (!press || !UUID.test(press.value)) return;
      const { userId, triggerId, value: id, channel } = press;
      const channelId = channel?.id ?? null;
      const tell = channel
        ? byResponse(respond, { slack: deps.slack, userId })
        : byDirectMessage(deps.slack, userId);
      await forPerson({ userId, channelId, tell }, deps, async (use) => {
        const error = await openFilled(deps.slack, {
          triggerId,
          loading: digestLoadingView(use),
          fill: () => filledForm(id, channel && hereOf(channel), use, deps),
          refused: ({ code }) => refusedDigestView({ code, channelId, speech: use.speech }),
        });
        if (error) deps.events.pickUpFailed({ error });
      });
    },
  );
};

async function refusalOfForm(
  { digestId }: DigestForm,
  choice: DigestChoice,
  by: Pick<PersonUse, 'member' | 'speech'>,
  deps: ListenerDeps,
): Promise<ChoiceRefusal | null> {
  const before = digestId === null ? null : await deps.store.digests.find(deps.workspaceId, digestId);
  return refusalOf(choice, { ...by, before }, deps);
}

async function filledForm(id: string, hereId: string | null, use: PersonUse, deps: ListenerDeps) {
  const digest = await changeable(id, use, deps);
  if (typeof digest === 'string') return digestRefusedView(digest, use.speech);
  const { lastPeriodEnd } = digest;
  return formView({ hereId, digestId: id, lastPeriodEnd }, draftOf(digest, hereId), use);
}

function keep(
  choice: DigestChoice,
  { digestId }: DigestForm,
  use: PersonUse,
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  return digestId === null ? setUpDigest(choice, use, deps) : keepDigest(choice, digestId, use, deps);
}

async function soon<Value>(asked: Promise<Value>): Promise<Value | 'unknown'> {
  const answered = new AbortController();
  const limit = sleep(CHECK_LIMIT_MS, 'unknown' as const, { signal: answered.signal }).catch(
    () => 'unknown' as const,
  );
  const value = await Promise.race([asked, limit]);
  answered.abort();
  return value;
}

function isRefusal(known: ChoiceRefusal | 'unknown' | null): known is ChoiceRefusal {
  return known !== null && known !== 'unknown';
}

/** A modal has no response_url, and not everywhere can Recall show a message to one person. */
function tellAbout(hereId: string | null, userId: string, { slack }: ListenerDeps): Tell {
  const direct = byDirectMessage(slack, userId);
  if (hereId === null) return direct;
  return (message) => byEphemeral(slack, { channelId: hereId, userId })(message).catch(() => direct(message));
}
