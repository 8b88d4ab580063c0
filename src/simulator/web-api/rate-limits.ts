import type { Pace } from './method.ts';

/** Decides whether a call comes too soon after others. */
export interface RateLimits {
  /** Counts the call; returns the seconds to wait where it is one too many, else undefined. */
  admit(call: { method: string; pace: Pace; channel: string | undefined }): number | undefined;
}

export const NO_RATE_LIMITS: RateLimits = { admit: () => undefined };

const MINUTE_MS = 60_000;
const CALLS_A_MINUTE: Record<Exclude<Pace, 'posting'>, number> = {
  tier1: 1,
  tier2: 20,
  tier3: 50,
  tier4: 100,
  hundreds: 300,
};
/** Messages a channel takes at once before it takes one a second. */
const POSTING_BURST = 3;
const POSTING_INTERVAL_MS = 1000;

/** Slack's tiers, counted per method over the last minute, and one message a second for each channel. */
export function createSlackRateLimits({ now }: { now: () => number }): RateLimits {
  const callTimes = new Map<string, number[]>();
  /** For each channel the time up to which its messages are spread out, one a second. */
  const postedUpTo = new Map<string, number>();

  function admitPosting(channel: string): number | undefined {
    const at = now();
    const upTo = Math.max(postedUpTo.get(channel) ?? 0, at);
    const aheadMs = upTo - at - (POSTING_BURST - 1) * POSTING_INTERVAL_MS;
    if (aheadMs > 0) return Math.ceil(aheadMs / 1000);
    postedUpTo.set(channel, upTo + POSTING_INTERVAL_MS);
    return undefined;
  }

  function admitTier(method: string, callsAMinute: number): number | undefined {
    const at = now();
    const recent = (callTimes.get(method) ?? []).filter((time) => at - time < MINUTE_MS);
    callTimes.set(method, recent);
    const [oldest = at] = recent;
    if (recent.length >= callsAMinute) return Math.max(1, Math.ceil((oldest + MINUTE_MS - at) / 1000));
    recent.push(at);
    return undefined;
  }

  return {
    admit({ method, pace, channel }) {
      return pace === 'posting' ? admitPosting(channel ?? '') : admitTier(method, CALLS_A_MINUTE[pace]);
    },
  };
}
