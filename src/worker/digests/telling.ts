import { asRecallError } from '../../core/domain/errors.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import { isPauseTold } from '../../core/slack/history.ts';
import { digestPausedMessage } from '../../core/slack/messages/digest/digest-paused.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { People } from '../../core/slack/people.ts';
import type { UntoldDigest } from '../../core/store/digests/digest-stopping.ts';
import type { Store } from '../../core/store/index.ts';

/** What nobody could be told is told again after so long, in milliseconds: longer than telling one person may take. */
const TELL_AGAIN_MS = 2 * 60_000;

export interface TellingDeps {
  store: Store;
  people: People;
  events: Events;
  /** A client that waits for little, since the next is to be told as well. */
  slackFor(workspaceId: string, signal: AbortSignal): Slack;
  now(): Date;
}

/** Tells the authors of digests that Recall has paused, each once, whoever is killed in between. */
export function createTelling({ store, people, events, slackFor, now }: TellingDeps) {
  async function tell(untold: UntoldDigest, signal: AbortSignal): Promise<void> {
    const { digest, code, channelId, pausedAt, isTriedAgain } = untold;
    const { id, workspaceId, author, channelIds } = digest;
    try {
      const slack = slackFor(workspaceId, signal);
      const speech = await speechOf(people, slack, { workspaceId, userId: author });
      const direct = await slack.openDirectMessage(author);
      const isTold =
        isTriedAgain && (await isPauseTold(slack, { channelId: direct, digestId: id, pausedAt }));
      if (!isTold) {
        const message = digestPausedMessage({ code, channelId, channelIds, author, speech });
        await slack.post({ channelId: direct, message, tag: { pausedDigestId: id, pausedAt } });
      }
    } catch (error) {
      events.personNotTold({ code, error });
      if (asRecallError(error).retryable) return;
    }
    await store.digests.markTold(id);
  }

  return {
    async tellAuthors(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        const at = now();
        const againAt = new Date(at.getTime() + TELL_AGAIN_MS);
        const untold = await store.digests.takeUntold({ now: at, againAt });
        if (untold === null) return;
        await withContext({ workspaceId: untold.digest.workspaceId }, () => tell(untold, signal));
      }
    },
  };
}
