import type { ModalView } from '@slack/types';
import { NO_WISHES } from '../../core/domain/conversation.ts';
import type { Schedule } from '../../core/domain/digest/schedule.ts';
import { RecallError } from '../../core/domain/errors.ts';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import { digestLoadingView, refusedDigestView } from '../../core/slack/messages/digest/digest-form.ts';
import { speechFor } from '../../core/slack/messages/speech.ts';
import type { DigestCommand } from '../command-words/digest-command.ts';
import { parseCommand } from '../command-words/parse.ts';
import {
  actOnDigest,
  type DigestAct,
  digestList,
  digestsSeen,
  keepDigest,
  keepFirstDigest,
  noDigestMessage,
  setUpDigest,
} from '../digests/act.ts';
import { newDraft } from '../digests/draft.ts';
import { formView, hereOf } from '../digests/form.ts';
import { refusalOf } from '../digests/rights.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import { openFilled } from '../open-filled.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

/** `/recall digest`, with what was typed after it. Of somebody whom Slack does not name in time it is asked again, for longer. */
export const digest: Subcommand<'digest'> = async ({ digest: command }, use, deps) => {
  const hereId = hereOf(use.channel);
  if (opensForm(command, hereId)) return openForm(hereId, { command, use }, deps);
  const known = use.isKnown ? { command, use } : await lookAgain(use, deps);
  switch (known.command.kind) {
    case 'open':
      return;
    case 'set_up':
      return hereId === null ? undefined : setUp(hereId, known.command.schedule, known.use, deps);
    case 'list':
      return use.tell(await digestList(hereId, null, known.use, deps));
    default:
      return act(known.command.kind, hereId, known.use, deps);
  }
};

interface Known {
  command: DigestCommand;
  use: CommandUse;
}

/** In a direct message there is no channel that a typed schedule could be for. */
function opensForm({ kind }: DigestCommand, hereId: string | null): boolean {
  return kind === 'open' || (kind === 'set_up' && hereId === null);
}

/**
 * Reads it anew, in the zone of the person who typed it.
 * @throws RecallErrors, retryable ones where Slack does not tell who that is
 */
async function lookAgain(use: CommandUse, { people, slack }: ListenerDeps): Promise<Known> {
  const { workspaceId, member: stranger, text, now } = use;
  const member = (await people.named(slack, workspaceId, [stranger.id])).get(stranger.id);
  if (!member) throw new RecallError('slack_unavailable', 'Slack named nobody', { retryable: true });
  const speech = speechFor(member);
  const parsed = parseCommand(text, { now, ...speech });
  if (parsed.kind !== 'digest') throw new RecallError('internal', 'a command of digests is one no more');
  return { command: parsed.digest, use: { ...use, member, isKnown: true, speech } };
}

/** A trigger opens a form for three seconds: it is filled afterwards where Slack takes long to tell whose it is. */
async function openForm(hereId: string | null, known: Known, deps: ListenerDeps): Promise<void> {
  const { slack, events } = deps;
  const { triggerId, channel, isKnown, speech } = known.use;
  if (isKnown) {
    await slack.openView({ triggerId, view: newForm(hereId, known) });
    return;
  }
  const error = await openFilled(slack, {
    triggerId,
    loading: digestLoadingView(known.use),
    fill: async () => newForm(hereId, await lookAgain(known.use, deps)),
    refused: ({ code }) => refusedDigestView({ code, channelId: channel.id, speech }),
  });
  if (error) events.pickUpFailed({ error });
}

function newForm(hereId: string | null, { command, use: { now, speech } }: Known): ModalView {
  const schedule = command.kind === 'set_up' ? command.schedule : null;
  const draft = newDraft({ hereId, schedule, timeZone: speech.timeZone });
  return formView({ hereId, digestId: null, lastPeriodEnd: null }, draft, { now, speech });
}

/** Where the channel has one digest of its own, that comes at the new time from now on. */
async function setUp(hereId: string, schedule: Schedule, use: CommandUse, deps: ListenerDeps): Promise<void> {
  const { tell } = use;
  const seen = await digestsSeen(hereId, use, deps);
  const [own, another] = seen.filter(
    ({ postTo, channelIds }) => postTo === hereId && channelIds.length === 1 && channelIds[0] === hereId,
  );
  const usual = { covers: 'since_last', isPersonal: false, wishes: NO_WISHES, tellsQuiet: false } as const;
  const choice = { ...usual, channelIds: [hereId], postTo: hereId, schedule };
  const refusal = await refusalOf(choice, { ...use, before: own ?? null }, deps);
  if (refusal) return tell(plain(refusal.says));
  if (own === undefined) return tell(await keepFirstDigest(choice, use, deps));
  if (another !== undefined) return tell(await setUpDigest(choice, use, deps));
  await tell(await keepDigest({ schedule }, own.id, use, deps));
}

/** Of several the person picks one. */
async function act(
  kind: DigestAct,
  hereId: string | null,
  use: CommandUse,
  deps: ListenerDeps,
): Promise<void> {
  const { tell, speech } = use;
  const [only, another] = await digestsSeen(hereId, use, deps);
  if (!only) return tell(noDigestMessage(hereId, use));
  if (another) return tell(await digestList(hereId, speech.words.digests.several, use, deps));
  await tell(plain(await actOnDigest(kind, only.id, use, deps)));
}
