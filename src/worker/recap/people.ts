import type { Person } from '../../core/domain/transcript.ts';
import type { Slack } from '../../core/slack/client.ts';

const KEEP_MS = 10 * 60_000;
const MOST_KEPT = 10_000;
const AT_ONCE = 8;

export interface People {
  /** Everyone of `ids`, by id. A person whom Slack does not tell is called by their id. */
  named(slack: Slack, workspaceId: string, ids: Iterable<string>): Promise<Map<string, Person>>;
}

/** Asks Slack who people are, once in ten minutes for each. */
export function createPeople({ now }: { now: () => Date }): People {
  const known = new Map<string, { person: Person; until: number }>();

  async function lookUp(slack: Slack, workspaceId: string, id: string): Promise<Person> {
    const key = `${workspaceId} ${id}`;
    const kept = known.get(key);
    if (kept && kept.until > now().getTime()) return kept.person;
    const person = await slack.person(id).catch((error) => nameless(id, error));
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, { person, until: now().getTime() + KEEP_MS });
    return person;
  }

  return {
    async named(slack, workspaceId, ids) {
      const waiting = [...new Set(ids)];
      const people = new Map<string, Person>();
      const lookUpRest = async () => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          people.set(id, await lookUp(slack, workspaceId, id));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lookUpRest));
      return people;
    },
  };
}

/** People of other workspaces and deleted ones may be unknown to Slack; that is no reason to fail. */
function nameless(id: string, error: { code?: string }): Person {
  if (error.code === 'slack_refused') return { id, name: id, timeZone: null };
  throw error;
}
