import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyBlock } from '@slack/types';
import { ACTION_RECAP_MENU, COMMAND } from '../../../core/slack/ids.ts';
import { isReadingText } from '../../../core/slack/messages/asking/progress.ts';
import type { Message, Simulator, StoredView } from '../../../simulator/index.ts';
import type { PlacedMessage } from '../terminal-message.ts';
import type { Stop, ThreadStop, TourStops } from './stops.ts';

/** One thing that a person does, and where the answer to it shows. */
export interface Visit {
  title: string;
  act(): Promise<unknown>;
  answers(): Answer[];
  /** Whether everything has come that comes if nothing fails; true from the first message on where not given. */
  isComplete?(fresh: readonly Answer[]): boolean;
  /** Of messages that come, so many lines are shown; all where not given. */
  lines?: number;
}

/** A message of Recall's, or its Home, as it stands by now. */
export interface Answer extends PlacedMessage {
  ts: string;
  /** False for a placeholder. */
  isFinal: boolean;
}

/** Where the tour is taken. */
export interface Tour {
  simulator: Simulator;
  stops: TourStops;
}

/** Makes a visit by what stands in the workspace at that time; null where it lacks what the visit needs. */
export type PlanVisit = (tour: Tour) => Visit | null;

const WAIT_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 10;

/** What `read` gives once it gives something. Throws where that takes two minutes. */
export async function untilThere<T>(what: string, read: () => T | undefined): Promise<T> {
  const deadline = Date.now() + WAIT_LIMIT_MS;
  for (;;) {
    const found = read();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`no ${what} came within ${WAIT_LIMIT_MS / 1000} s`);
    await sleep(LOOK_EVERY_MS);
  }
}

export function nameOf({ simulator: { world } }: Tour, id: string): string {
  return world.person(id)?.realName ?? id;
}

export function placeOf({ simulator: { world } }: Tour, channelId: string): string {
  return `#${world.channel(channelId)?.name ?? channelId}`;
}

export function runCommand({ simulator }: Tour, { channelId, askedBy }: Stop, words = '') {
  return simulator.as(askedBy).runCommand({ channel: channelId, command: COMMAND, text: words });
}

/** The modal that a person has open, once it has fields. */
export function openForm({ simulator: { world } }: Tour, userId: string): Promise<StoredView> {
  return untilThere('form', () => {
    const view = world.openViews(userId).at(-1);
    return view?.submit ? view : undefined;
  });
}

/** A button of one of these messages: the first with this action, in the newest message that has one. */
export function buttonIn(
  messages: readonly Answer[],
  actionId: string,
): { ts: string; value: string } | undefined {
  for (const { ts, blocks = [] } of messages.toReversed()) {
    const value = blocks
      .flatMap(elementsOf)
      .flatMap((element) =>
        'action_id' in element && element.action_id === actionId && 'value' in element
          ? [String(element.value)]
          : [],
      )[0];
    if (value !== undefined) return { ts, value };
  }
  return undefined;
}

/** The last message of a recap has its menu. */
export function holdsRecap(messages: readonly Answer[]): boolean {
  return messages.some(({ blocks = [] }) =>
    blocks
      .flatMap(elementsOf)
      .some((element) => 'action_id' in element && element.action_id === ACTION_RECAP_MENU),
  );
}

function elementsOf(block: AnyBlock): object[] {
  return block.type === 'actions' && 'elements' in block ? [...block.elements] : [];
}

export function threadAnswers({ simulator: { world, app } }: Tour, stop: ThreadStop): Answer[] {
  const replies = world.replies(stop.channelId, stop.threadTs);
  return toAnswers(
    replies.filter(({ user }) => user === app.botUserId),
    'in the thread, for everyone',
  );
}

/** What stands in a channel, threads of Recall's own included. */
export function channelAnswers(tour: Tour, { channelId }: Stop): Answer[] {
  return toAnswers(ownIn(tour, channelId), 'in the channel, for everyone');
}

/** What stands in the direct conversation with a person, threads of it included. */
export function directAnswers(tour: Tour, { askedBy }: Pick<Stop, 'askedBy'>): Answer[] {
  const direct = tour.simulator.world.directChannel(askedBy);
  const where = `direct message, only ${nameOf(tour, askedBy)} sees it`;
  return direct ? toAnswers(ownIn(tour, direct.id), where) : [];
}

function ownIn({ simulator: { world, app } }: Tour, channelId: string): Message[] {
  return world
    .timeline(channelId)
    .flatMap((root) => [root, ...world.replies(channelId, root.ts)])
    .filter(({ user, subtype }) => user === app.botUserId && subtype === undefined);
}

export function ephemeralAnswers(tour: Tour, { channelId, askedBy }: Stop): Answer[] {
  return tour.simulator.world.ephemerals(channelId, askedBy).map(({ ts, text, blocks = [] }) => ({
    ...{ ts, text, blocks, isFinal: true },
    where: `in the channel, only ${nameOf(tour, askedBy)} sees it`,
  }));
}

function toAnswers(messages: readonly Message[], where: string): Answer[] {
  return messages.map(({ ts, text, blocks = [] }) => ({
    ...{ ts, text, blocks, where },
    isFinal: !isReadingText(text),
  }));
}
