import type { BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { asRecallError, RecallError } from '../../core/domain/errors.ts';
import {
  ACTION_LEDGER_BACK,
  ACTION_LEDGER_MORE,
  ACTION_SUPERSEDE,
  ACTION_UNSUPERSEDE,
  INPUT_SUCCESSOR,
  VIEW_SUPERSEDE,
} from '../../core/slack/ids.ts';
import { refusalMessage } from '../../core/slack/messages/asking/failure.ts';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import {
  saying,
  supersededView,
  supersedeLoadingView,
  supersedeView,
} from '../../core/slack/messages/finding/decisions.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { Linking } from '../../core/store/finding/decisions.ts';
import { ledgerPage, mustRead, readLedgerPage, readSeenDecision } from '../commands/decisions.ts';
import { respondTo } from '../items/respond.ts';
import { openFilled } from '../open-filled.ts';
import { forPerson, type PersonUse } from '../person-use.ts';
import { byResponse, type Listener, type ListenerDeps } from './listener.ts';

/** *Back* and *More* under a ledger. */
export const ledgerPages: Listener = (app, deps) => {
  for (const action_id of [ACTION_LEDGER_BACK, ACTION_LEDGER_MORE]) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id },
      async ({ ack, action, body, respond }) => {
        await ack();
        const page = readLedgerPage(action.value ?? '');
        if (!page) return;
        const asker = {
          userId: body.user.id,
          channelId: page.channelId,
          tell: byResponse(respond, { slack: deps.slack, userId: body.user.id }),
        };
        await forPerson(asker, deps, async (use) => {
          await respondTo(body.response_url, await ledgerPage(page, use, deps), 'in_place');
        });
      },
    );
  }
};

/** *Superseded by…*: offers the decisions of the same channel. */
export const supersede: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_SUPERSEDE },
    async ({ ack, action, body, respond }) => {
      await ack();
      const { value = '' } = action;
      const seen = readSeenDecision(value);
      if (!seen) return;
      const { slack, events } = deps;
      const asker = {
        userId: body.user.id,
        channelId: seen.channelId,
        tell: byResponse(respond, { slack: deps.slack, userId: body.user.id }),
      };
      await forPerson(asker, deps, async (use) => {
        const error = await openFilled(slack, {
          triggerId: body.trigger_id,
          loading: supersedeLoadingView(use),
          fill: () => choices(seen.id, { page: value, url: body.response_url }, use, deps),
          refused: ({ code }) => refused(code, use),
        });
        if (error) events.pickUpFailed({ error });
      });
    },
  );
};

/** What comes back with a choice: which decision, what was seen in its place, and the list that it was pressed in. */
const metadataSchema = z.object({
  id: z.uuid(),
  seenId: z.uuid().nullable(),
  /** As `readLedgerPage` takes it. */
  page: z.string(),
  url: z.string(),
});
type Metadata = z.infer<typeof metadataSchema>;

async function choices(
  id: string,
  list: Pick<Metadata, 'page' | 'url'>,
  { workspaceId, member, speech, now }: PersonUse,
  { store, access }: ListenerDeps,
) {
  const userId = member.id;
  const reach = await access.reach(workspaceId, userId);
  const decision = await store.decisions.find({ workspaceId, userId, reach, id });
  if (!decision) throw new RecallError('no_longer_there', 'the decision is gone');
  await mustRead(access, { workspaceId, userId, channelId: decision.channelId });
  const successors = await store.decisions.successorsFor(decision, { userId, reach });
  const metadata: Metadata = { id: decision.id, seenId: decision.supersededBy?.id ?? null, ...list };
  return supersedeView({ decision, successors, metadata: JSON.stringify(metadata), now, speech });
}

/** A choice of what takes the place of a decision. */
export const superseded: Listener = (app, deps) => {
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_SUPERSEDE },
    async ({ ack, view, body }) => {
      const userId = body.user.id;
      const { workspaceId, people, slack } = deps;
      const metadata = metadataIn(view.private_metadata);
      const byId = view.state.values[INPUT_SUCCESSOR]?.[INPUT_SUCCESSOR]?.selected_option?.value;
      const speech = await speechOf(people, slack, { workspaceId, userId });
      if (!metadata || !byId || !z.uuid().safeParse(byId).success) return ack();
      await ack({ response_action: 'update', view: supersedeLoadingView({ speech }) });
      const say = (next: ReturnType<typeof saying>) => slack.updateView({ viewId: view.id, view: next });
      const asker = {
        userId,
        channelId: null,
        tell: async ({ text }: { text: string }) => void (await say(saying(text, speech))),
      };
      await forPerson(asker, deps, async (use) => {
        await say(await linked({ ...metadata, byId }, use, deps));
        await redraw(metadata, use, deps);
      });
    },
  );
};

/** Links them where the person may, and gives what to say of it. */
async function linked(
  { id, byId, seenId }: { id: string; byId: string; seenId: string | null },
  use: PersonUse,
  deps: ListenerDeps,
) {
  const { speech } = use;
  const { decisions: words } = speech.words;
  const linking = await link({ id, byId, seenId }, use, deps);
  if (linking.kind === 'overtaken') return saying(words.overtaken, speech);
  if (linking.kind === 'circle') return saying(words.circle, speech);
  const { workspaceId, member } = use;
  const reach = await deps.access.reach(workspaceId, member.id);
  const decision = await deps.store.decisions.find({ workspaceId, userId: member.id, reach, id });
  const { text = '', supersededBy = null } = decision ?? {};
  return supersededBy
    ? supersededView({ text, by: supersededBy.text, speech })
    : saying(words.overtaken, speech);
}

/** *Still stands*: takes the link away, where it is still the one that the person saw. The list shows what came of it. */
export const unsupersede: Listener = (app, deps) => {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: ACTION_UNSUPERSEDE },
    async ({ ack, action, body, respond }) => {
      await ack();
      const seen = readSeenDecision(action.value ?? '');
      if (!seen) return;
      const { id, seenId, channelId } = seen;
      const tell = byResponse(respond, { slack: deps.slack, userId: body.user.id });
      await forPerson({ userId: body.user.id, channelId, tell }, deps, async (use) => {
        const linking = await link({ id, byId: null, seenId }, use, deps);
        await respondTo(body.response_url, await ledgerPage(seen, use, deps), 'in_place');
        if (linking.kind === 'overtaken') await tell(plain(use.speech.words.decisions.overtaken));
      });
    },
  );
};

async function link(
  wish: { id: string; byId: string | null; seenId: string | null },
  { workspaceId, member, now }: PersonUse,
  deps: ListenerDeps,
): Promise<Linking> {
  const { store, access, recaps, events } = deps;
  const userId = member.id;
  const reach = await access.reach(workspaceId, userId);
  const decision = await store.decisions.find({ workspaceId, userId, reach, id: wish.id });
  if (!decision) throw new RecallError('no_longer_there', 'the decision is gone');
  await mustRead(access, { workspaceId, userId, channelId: decision.channelId });
  const linking = await store.decisions.supersede(wish, now);
  for (const conversationId of linking.kind === 'done' ? linking.conversationIds : []) {
    await recaps
      .refresh(conversationId)
      .catch((error: unknown) => events.notShown({ what: 'decision', error: asRecallError(error) }));
  }
  return linking;
}

/** The list that the modal was opened from may be gone, or its half hour over. */
async function redraw({ page, url }: Metadata, use: PersonUse, deps: ListenerDeps): Promise<void> {
  const shown = readLedgerPage(page);
  if (!shown) return;
  try {
    await respondTo(url, await ledgerPage(shown, use, deps), 'in_place');
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code !== 'no_longer_there') deps.events.notShown({ what: 'decision', error });
  }
}

function refused(code: RecallError['code'], { speech }: PersonUse) {
  return saying(refusalMessage({ code, channelId: null, speech }).text, speech);
}

function metadataIn(text: string): Metadata | null {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
