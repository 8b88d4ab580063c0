import { asRecallError } from '../domain/errors.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { Events } from '../runtime/events.ts';
import type { Slack } from '../slack/client.ts';
import { failedHomeView } from '../slack/messages/home.ts';
import { speechOf } from '../slack/messages/speech.ts';
import { createHomeReading, type HomeReadingDeps } from './home-reading.ts';

export interface HomeDisplay {
  /** Publishes the App Home of those of `userIds` who have ever opened it. Failures are logged, never thrown. */
  refresh(workspaceId: string, userIds: Iterable<string>): Promise<void>;
  /** The same for all whom a conversation's recap concerns, or the one before it: who asked, and who is asked of something there. */
  refreshAbout(conversationId: string): Promise<void>;
  /** Publishes it for a person who opens it, at its first page. Failures are logged, and shown there. */
  open(workspaceId: string, userId: string): Promise<void>;
  /** Publishes another page of it, counted from 0. Failures are logged, and shown there. */
  turnTo(workspaceId: string, userId: string, page: number): Promise<void>;
}

export interface HomeDeps extends HomeReadingDeps {
  events: Events;
  slackFor(workspaceId: string): Slack;
}

interface Place {
  workspaceId: string;
  userId: string;
}

const AT_ONCE = 4;
/** How often one publishing looks whether what it showed still holds. */
const MOST_ROUNDS = 5;
/** Of so many people this process remembers which page they look at. */
const MOST_PAGES = 5000;

/** Keeps App Homes current. The page that a person looks at is remembered by the process that showed it. */
export function createHomeDisplay(deps: HomeDeps): HomeDisplay {
  const { store, events, people, now } = deps;
  const reading = createHomeReading(deps);
  const pages = new Map<string, number>();
  const inTurn = createTurns();
  const keyOf = ({ workspaceId, userId }: Place) => `${workspaceId} ${userId}`;

  /**
   * Several processes may publish at the same time, and Slack keeps the last. Whoever published looks again, so that the one who
   * came last shows what holds by then.
   */
  async function bring(place: Place): Promise<void> {
    const slack = deps.slackFor(place.workspaceId);
    let shown = '';
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const view = await reading.view({ ...place, page: pages.get(keyOf(place)) ?? 0, slack });
      const content = JSON.stringify(view);
      if (!view || content === shown) return;
      await slack.publishHome({ userId: place.userId, view });
      shown = content;
    }
  }

  const publish = (place: Place) => inTurn(keyOf(place), () => bring(place));

  async function publishOrSay(place: Place): Promise<void> {
    try {
      await publish(place);
    } catch (cause) {
      const error = asRecallError(cause);
      events.notShown({ what: 'home', error });
      const slack = deps.slackFor(place.workspaceId);
      const speech = await speechOf(people, slack, place);
      await slack
        .publishHome({ userId: place.userId, view: failedHomeView({ code: error.code, speech }) })
        .catch((reason) => events.notShown({ what: 'home', error: asRecallError(reason) }));
    }
  }

  function look(place: Place, page: number): void {
    if (pages.size >= MOST_PAGES) pages.clear();
    if (page > 0) pages.set(keyOf(place), page);
    else pages.delete(keyOf(place));
  }

  const log = (cause: unknown) => events.notShown({ what: 'home', error: asRecallError(cause) });

  async function refresh(workspaceId: string, userIds: Iterable<string>): Promise<void> {
    const opened = await store.people.withHome(workspaceId, userIds);
    await inParallel(opened, AT_ONCE, (userId) => publish({ workspaceId, userId }).catch(log));
  }

  return {
    refresh: (workspaceId, userIds) => refresh(workspaceId, userIds).catch(log),

    async refreshAbout(conversationId) {
      try {
        const concerned = await store.recentRecaps.concerned(conversationId);
        if (concerned) await refresh(concerned.workspaceId, concerned.userIds);
      } catch (cause) {
        log(cause);
      }
    },

    async open(workspaceId, userId) {
      const place = { workspaceId, userId };
      look(place, 0);
      // First, so that whoever changes something meanwhile knows that there is a Home to bring up to date.
      await store.people.homeOpened(workspaceId, userId, now()).catch(log);
      await publishOrSay(place);
    },

    async turnTo(workspaceId, userId, page) {
      const place = { workspaceId, userId };
      look(place, page);
      await publishOrSay(place);
    },
  };
}

/**
 * Of what is asked for while the same is under way, one more run is made afterwards, which sees everything that led to it.
 * @returns what runs `work`, one at a time for each key
 */
function createTurns(): (key: string, work: () => Promise<void>) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();

  function start(key: string, work: () => Promise<void>): Promise<void> {
    const run = work().finally(() => {
      if (running.get(key) === run) running.delete(key);
    });
    running.set(key, run);
    return run;
  }

  return (key, work) => {
    const before = running.get(key);
    if (!before) return start(key, work);
    const queued = waiting.get(key);
    if (queued) return queued;
    const next = before
      .catch(() => {})
      .then(() => {
        waiting.delete(key);
        return start(key, work);
      });
    waiting.set(key, next);
    return next;
  };
}
