import type { HomeView } from '@slack/types';
import { SHOW_DONE_MS } from '../domain/action-item.ts';
import type { Reach } from '../domain/reach.ts';
import type { Slack } from '../slack/client.ts';
import { messageUrl } from '../slack/links.ts';
import { channelMention, describeSource } from '../slack/messages/asking/progress.ts';
import {
  type HomeQuestion,
  type HomeRecap,
  homeView,
  ITEMS_A_PAGE,
  MOST_QUESTIONS,
  MOST_RECAPS,
} from '../slack/messages/home.ts';
import { type Speech, speechOf } from '../slack/messages/speech.ts';
import { mrkdwnLink } from '../slack/mrkdwn.ts';
import type { People } from '../slack/people.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { OpenQuestion } from '../store/items/waiting.ts';
import type { RecentRecap } from '../store/recaps/recent-recaps.ts';
import type { Access } from './access.ts';
import { QUESTION_DAYS } from './waiting.ts';

export interface HomeReadingDeps {
  store: WorkspaceStore;
  people: People;
  access: Pick<Access, 'readable' | 'reach'>;
  now(): Date;
}

export interface HomeReading {
  /**
   * What a person sees in the App Home: only what they may read in Slack today. `page` is of their action items, counted from 0.
   * @returns null where the workspace has no working installation
   * @throws RecallErrors of the database's and of Slack's
   */
  view(of: { workspaceId: string; userId: string; page: number; slack: Slack }): Promise<HomeView | null>;
}

const DAY_MS = 24 * 60 * 60_000;
/** Of so many the first that may be read are shown. */
const RECAPS_LOOKED_AT = 40;

export function createHomeReading({ store, people, access, now }: HomeReadingDeps): HomeReading {
  /** A page of items, what was done lately last; the last thing on a page may be gone since, so that the first is given instead. */
  async function itemsOf(
    { workspaceId, userId: viewer }: { workspaceId: string; userId: string },
    page: number,
    seen: { reach: Reach; channelIds: Set<string> },
  ) {
    const whose = { kind: 'person', userId: viewer } as const;
    const at = (number: number) =>
      store.actionItems.list({
        workspaceId,
        whose,
        viewer,
        ...seen,
        now: now(),
        doneSince: new Date(now().getTime() - SHOW_DONE_MS),
        limit: ITEMS_A_PAGE,
        offset: number * ITEMS_A_PAGE,
      });
    const asked = await at(page);
    if (page === 0 || asked.items.length > 0) return { ...asked, page };
    return { ...(await at(0)), page: 0 };
  }

  return {
    async view({ workspaceId, userId, page, slack }) {
      const person = { workspaceId, userId };
      const whose = { kind: 'person', userId } as const;
      const since = new Date(now().getTime() - QUESTION_DAYS * DAY_MS);
      const [workspace, speech, isOptedOut, reach, itemChannels, asked, recaps, digests] = await Promise.all([
        store.workspaces.findActive(workspaceId),
        speechOf(people, slack, person),
        store.people.isOptedOut(workspaceId, userId),
        access.reach(workspaceId, userId),
        store.actionItems.channelsOf({ workspaceId, whose, viewer: userId }),
        store.waiting.questionsAskedOf({ workspaceId, userId, since }),
        store.recentRecaps.askedBy(workspaceId, userId, RECAPS_LOOKED_AT),
        store.digests.byAuthor(workspaceId, userId),
      ]);
      if (!workspace) return null;
      const known = [...asked, ...recaps].map(({ channelId }) => channelId);
      const readable = await access.readable(workspaceId, userId, [...itemChannels, ...known]);
      const isReadable = ({ channelId }: { channelId: string }) => readable.has(channelId);
      const items = await itemsOf(person, page, { reach, channelIds: readable });
      const questions = asked.filter(isReadable);
      const telling = { url: workspace.url, speech };
      return homeView({
        items: items.items,
        workspaceUrl: workspace.url,
        page: items.page,
        total: items.total,
        waiting: {
          questions: questions.slice(0, MOST_QUESTIONS).map((question) => toQuestion(question, telling)),
          total: questions.length,
        },
        recaps: recaps
          .filter((recap) => isReadable(recap) && (reach === 'all' || recap.source.kind !== 'channel'))
          .slice(0, MOST_RECAPS)
          .map((recap) => toRecap(recap, telling)),
        digests,
        isOptedOut,
        now: now(),
        speech,
      });
    },
  };
}

/** What it takes to tell where something was said: `url` is the workspace's. */
interface Telling {
  url: string;
  speech: Speech;
}

function toQuestion(
  { text: words, channelId, sources: [source] }: OpenQuestion,
  { url, speech }: Telling,
): HomeQuestion {
  const place = placeOf(channelId, speech);
  if (!source) return { text: words, where: place };
  const link = mrkdwnLink(messageUrl(url, channelId, source), speech.words.items.source);
  return { text: words, where: `${place} · ${link}` };
}

function toRecap(recap: RecentRecap, { url, speech }: Telling): HomeRecap {
  const { conversationId, headline, madeAt, delivery } = recap;
  return {
    conversationId,
    headline,
    what: whatWasRead(recap, { url, speech }),
    madeAt,
    url: delivery && messageUrl(url, delivery.channelId, { ts: delivery.ts, threadTs: null }),
  };
}

function whatWasRead({ source, channelId, requestedAt }: RecentRecap, { url, speech }: Telling): string {
  const { home, recap } = speech.words;
  if (source.kind !== 'note' && channelId.startsWith('D')) return home.ofDirectMessages;
  const root = source.kind === 'thread' ? { ts: source.threadTs, threadTs: null } : null;
  const threadUrl = root && messageUrl(url, channelId, root);
  const what = describeSource({ source, channel: { id: channelId }, threadUrl, requestedAt, speech });
  return recap.about(speech, { what });
}

function placeOf(channelId: string, speech: Speech): string {
  if (channelId.startsWith('D')) return speech.words.home.directMessages;
  return channelMention({ id: channelId }, speech);
}
