import { randomBytes } from 'node:crypto';
import { Refusal } from '../web-api/refusal.ts';

const LIFE_MS = 3000;

/** Trigger ids: each lets the app open one view for one person, within three seconds. */
export interface Triggers {
  issue(userId: string, channelId?: string): string;
  isIssued(triggerId: string): boolean;
  /** The person whose trigger it is; throws the Refusal Slack gives for one that is unknown, used or too old. */
  redeem(triggerId: string): string;
  /** The conversation in which the trigger arose; undefined where it was outside of any. */
  placeOf(triggerId: string): string | undefined;
}

export function createTriggers({ now }: { now: () => number }): Triggers {
  const issued = new Map<
    string,
    { userId: string; channelId: string | undefined; at: number; isUsed: boolean }
  >();
  return {
    issue(userId, channelId) {
      const serial = Math.floor(now() * 1000);
      const triggerId = `${serial}.${issued.size + 1}.${randomBytes(16).toString('hex')}`;
      issued.set(triggerId, { userId, channelId, at: now(), isUsed: false });
      return triggerId;
    },
    isIssued: (triggerId) => issued.has(triggerId),
    placeOf: (triggerId) => issued.get(triggerId)?.channelId,
    redeem(triggerId) {
      const trigger = issued.get(triggerId);
      if (trigger === undefined) throw new Refusal('invalid_trigger_id');
      if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
      if (now() - trigger.at > LIFE_MS) throw new Refusal('expired_trigger_id');
      trigger.isUsed = true;
      return trigger.userId;
    },
  };
}
