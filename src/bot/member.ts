import { setTimeout as sleep } from 'node:timers/promises';
import type { Member, Slack } from '../core/slack/client.ts';
import type { People } from '../core/slack/people.ts';

/** Who did something in Slack. Never throws: null where Slack does not tell within `limitMs`. */
export async function memberSoon(
  { people, slack }: { people: People; slack: Pick<Slack, 'person'> },
  { workspaceId, userId }: { workspaceId: string; userId: string },
  limitMs: number,
): Promise<Member | null> {
  const known = people.named(slack, workspaceId, [userId]).catch(() => null);
  const answered = new AbortController();
  const limit = sleep(limitMs, null, { signal: answered.signal }).catch(() => null);
  const named = await Promise.race([known, limit]);
  answered.abort();
  return named?.get(userId) ?? null;
}
