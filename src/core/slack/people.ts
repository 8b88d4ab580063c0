import { inParallel } from '../domain/in-parallel.ts';
import type { Member, Slack } from './client.ts';

const KEEP_MS = 10 * 60_000;
const MOST_KEPT = 10_000;
const AT_ONCE = 8;

export interface People {
  /** Everyone of `ids`, by id. A person whom Slack does not tell is called by their id. */
  named(
    slack: Pick<Slack, 'person'>,
    workspaceId: string,
    ids: Iterable<string>,
  ): Promise<Map<string, Member>>;
}

/** Asks Slack who people are, once in ten minutes for each, also where several recaps ask at the same time. */
export function createPeople({ now }: { now: () => Date }): People {
  const known = new Map<string, { person: Promise<Member>; until: number }>();

  async function lookUp(slack: Pick<Slack, 'person'>, key: string, id: string): Promise<Member> {
    const kept = known.get(key);
    if (!kept || kept.until <= now().getTime()) return ask(slack, key, id);
    // The recap that asked may have failed for reasons of its own, such as its time limit.
    return kept.person.catch(() => ask(slack, key, id));
  }

  async function ask(slack: Pick<Slack, 'person'>, key: string, id: string): Promise<Member> {
    const person = slack.person(id).catch((error) => nameless(id, error));
    if (known.size >= MOST_KEPT) known.clear();
    const entry = { person, until: now().getTime() + KEEP_MS };
    known.set(key, entry);
    try {
      return await person;
    } catch (error) {
      if (known.get(key) === entry) known.delete(key);
      throw error;
    }
  }

  return {
    async named(slack, workspaceId, ids) {
      const people = new Map<string, Member>();
      await inParallel(new Set(ids), AT_ONCE, async (id) => {
        people.set(id, await lookUp(slack, `${workspaceId} ${id}`, id));
      });
      return people;
    },
  };
}

/** People of other workspaces and deleted ones may be unknown to Slack; that is no reason to fail. */
function nameless(id: string, error: { code?: string }): Member {
  if (error.code === 'slack_refused')
    return { id, name: id, timeZone: null, locale: null, standing: 'stranger', isAdmin: false };
  throw error;
}
