import type { Posted } from '../../core/display/digest.ts';
import { failureOf } from '../../core/display/digest-view.ts';
import { MOST_FAILURES, STOPPING } from '../../core/domain/digest/digest.ts';
import { asRecallError, type ErrorCode } from '../../core/domain/errors.ts';
import type { Producer } from '../../core/queue/producer.ts';
import type { Events } from '../../core/runtime/events.ts';
import type { StoppedDigest } from '../../core/store/digests/digest-stopping.ts';
import type { Store } from '../../core/store/index.ts';

export interface StoppingDeps {
  store: Store;
  producer: Pick<Producer, 'enqueue'>;
  events: Events;
  now(): Date;
}

/** What is so only for a digest that goes where it went. */
const OF_THE_PLACE: ReadonlySet<ErrorCode> = new Set(['turned_private', 'left_channel']);

/** Pauses digests that cannot go on, and has their authors told. */
export function createStopping({ store, producer, events, now }: StoppingDeps) {
  async function stop(stopped: StoppedDigest): Promise<void> {
    if (!(await store.digests.stop(stopped, now()))) return;
    events.digestPaused({ code: stopped.code });
    // Where this is not queued, the sweep does so.
    await producer
      .enqueue('tell_paused', {})
      .catch((error) => events.enqueueFailed({ error: asRecallError(error) }));
  }

  /** Which channel it is that a period of a digest stumbled over. */
  async function placeOf(code: ErrorCode, channelId: string, { period }: Posted): Promise<string> {
    const { digest, postTo } = period;
    if (code !== 'channel_off' || postTo === null) return channelId;
    return (await store.channels.modeOf(digest.workspaceId, channelId)) === 'off' ? channelId : postTo;
  }

  return {
    stop,

    /** Where what was posted shows that the digest cannot go on. */
    async afterPost(posted: Posted): Promise<void> {
      const { period, refusedFor, failures } = posted;
      const { digest, parts, postTo } = period;
      for (const part of parts) {
        const code = failureOf(part);
        if (code === null || !STOPPING.has(code)) continue;
        const channelId = await placeOf(code, part.conversation.channel.id, posted);
        if (isStillSo(code, channelId, posted)) return stop({ digest, code, channelId });
      }
      if (refusedFor !== null && STOPPING.has(refusedFor) && digest.postTo === postTo)
        return stop({ digest, code: refusedFor, channelId: postTo });
      if (failures < MOST_FAILURES) return;
      const failed = parts.map(failureOf).find((code) => code !== null);
      await stop({ digest, code: refusedFor ?? failed ?? 'internal', channelId: null });
    },
  };
}

/** A digest may have been changed since its period was opened, so that the next one does not come to the same. */
function isStillSo(code: ErrorCode, channelId: string, { period: { digest, postTo } }: Posted): boolean {
  if (OF_THE_PLACE.has(code) && digest.postTo !== postTo) return false;
  return digest.channelIds.includes(channelId) || digest.postTo === channelId;
}
