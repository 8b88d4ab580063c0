import { NO_WISHES } from '../../core/domain/conversation.ts';
import type { DigestChoice } from '../../core/domain/digest/digest.ts';
import type { Schedule } from '../../core/domain/digest/schedule.ts';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import {
  actOnDigest,
  type DigestAct,
  digestList,
  digestsSeen,
  keepDigest,
  keepFirstDigest,
  noDigestMessage,
} from '../digests/act.ts';
import { newDraft } from '../digests/draft.ts';
import { formView, hereOf } from '../digests/form.ts';
import { refusalOf } from '../digests/rights.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

/** `/recall digest`, with what was typed after it. */
export const digest: Subcommand<'digest'> = async ({ digest: command }, use, deps) => {
  const hereId = hereOf(use.channel);
  switch (command.kind) {
    case 'open':
      return openForm(hereId, null, use, deps);
    case 'set_up':
      return hereId === null
        ? openForm(hereId, command.schedule, use, deps)
        : setUp(hereId, command.schedule, use, deps);
    case 'list':
      return use.tell(await digestList(hereId, null, use, deps));
    default:
      return act(command.kind, hereId, use, deps);
  }
};

async function openForm(
  hereId: string | null,
  schedule: Schedule | null,
  { triggerId, now, speech }: CommandUse,
  { slack }: ListenerDeps,
): Promise<void> {
  const draft = newDraft({ hereId, schedule, timeZone: speech.timeZone });
  const view = formView({ hereId, digestId: null }, draft, { now, speech });
  await slack.openView({ triggerId, view });
}

/** Where the channel has one digest of its own, that comes at the new time from now on. */
async function setUp(hereId: string, schedule: Schedule, use: CommandUse, deps: ListenerDeps): Promise<void> {
  const { tell } = use;
  const seen = await digestsSeen(hereId, use, deps);
  const [own, another] = seen.filter(
    ({ postTo, channelIds }) => postTo === hereId && channelIds.length === 1 && channelIds[0] === hereId,
  );
  const usual = { covers: 'since_last', isPersonal: false, wishes: NO_WISHES, tellsQuiet: false } as const;
  const isChange = own !== undefined && another === undefined;
  const choice: DigestChoice = isChange
    ? { ...own, schedule }
    : { ...usual, channelIds: [hereId], postTo: hereId, schedule };
  const refusal = await refusalOf(choice, { ...use, before: own ?? null }, deps);
  if (refusal) return tell(plain(refusal.says));
  if (own === undefined) return tell(await keepFirstDigest({ ...choice, postTo: hereId }, use, deps));
  await tell(await keepDigest(choice, isChange ? own.id : null, use, deps));
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
