import type { Posted } from '../../core/display/digest.ts';
import { failureOf } from '../../core/display/digest-view.ts';
import { MOST_FAILURES, STOPPING } from '../../core/domain/digest/digest.ts';
import { asRecallError } from '../../core/domain/errors.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { Slack } from '../../core/slack/client.ts';
import { digestPausedMessage } from '../../core/slack/messages/digest/digest-paused.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { People } from '../../core/slack/people.ts';
import type { StoppedDigest } from '../../core/store/digests/digest-stopping.ts';
import type { Store } from '../../core/store/index.ts';

/** What nobody could be told is told again after so long, in milliseconds. */
const TELL_AGAIN_MS = 2 * 60_000;
const LIMIT = 100;

export interface StoppingDeps {
  store: Store;
  people: People;
  events: Events;
  slackFor(workspaceId: string): Slack;
  now(): Date;
}

/** Pauses digests that cannot go on, and tells their authors: at least once, though the worker that paused one is killed. */
export function createStopping({ store, people, events, slackFor, now }: StoppingDeps) {
  async function tell({ digest, code, channelId }: StoppedDigest): Promise<void> {
    const { id, workspaceId, author, channelIds } = digest;
    try {
      const slack = slackFor(workspaceId);
      const speech = await speechOf(people, slack, { workspaceId, userId: author });
      const message = digestPausedMessage({ code, channelId, channelIds, speech });
      await slack.post({ channelId: await slack.openDirectMessage(author), message });
    } catch (error) {
      events.personNotTold({ code, error });
      if (asRecallError(error).retryable) return;
    }
    await store.digests.markTold(id);
  }

  async function tellAll(): Promise<void> {
    const at = now();
    const againAt = new Date(at.getTime() + TELL_AGAIN_MS);
    for (const stopped of await store.digests.takeUntold({ now: at, againAt, limit: LIMIT }))
      await withContext({ workspaceId: stopped.digest.workspaceId }, () => tell(stopped));
  }

  async function stop(stopped: StoppedDigest): Promise<void> {
    if (!(await store.digests.stop(stopped, now()))) return;
    events.digestPaused({ code: stopped.code });
    await tellAll();
  }

  return {
    tellAll,
    stop,

    /** Where what was posted shows that the digest cannot go on. */
    async afterPost({ period: { digest, parts }, refusedFor, failures }: Posted): Promise<void> {
      for (const part of parts) {
        const code = failureOf(part);
        if (code !== null && STOPPING.has(code))
          return stop({ digest, code, channelId: part.conversation.channel.id });
      }
      if (refusedFor !== null && STOPPING.has(refusedFor))
        return stop({ digest, code: refusedFor, channelId: digest.postTo });
      if (failures < MOST_FAILURES) return;
      const failed = parts.map(failureOf).find((code) => code !== null);
      await stop({ digest, code: refusedFor ?? failed ?? 'internal', channelId: null });
    },
  };
}
