import type { SeedMessage, WorkspaceSeed } from '../../src/simulator/seed.ts';
import {
  ATTIC,
  BO,
  channelOf,
  GAIL,
  GENERAL,
  HARBOUR,
  MARA,
  OTTO,
  readingWorkspace,
  VAULT,
} from './reading-workspace.ts';

/** A guest in #general alone. */
export const SOL = 'U0SOL';
export const CHANNELS: readonly string[] = [GENERAL, VAULT, ATTIC, HARBOUR];
/** Stands in every message, in all recaps, and in what people look for. */
export const COMMON = 'harvest';

const ASKED = [MARA, BO, GAIL, SOL, OTTO];
const start = Math.floor(Date.now() / 1000) - 7200;

/** The word that stands in all messages of a channel and in those of no other. */
export function wordOf(channelId: string): string {
  return `w${channelId.toLowerCase()}w`;
}

/** The one thread of a channel. */
export function rootOf(channelId: string): string {
  return `${start + CHANNELS.indexOf(channelId)}.000100`;
}

/**
 * Channels that not everyone may read: #general (public, with guests), #vault (private), #attic (public, only Mara is in it) and #harbour
 * (shared with another company). Each has a thread by Mara with two decisions, and a task and a question for each of five people.
 */
export function guardedWorkspace(): WorkspaceSeed {
  const seed = readingWorkspace([channelOf({ id: 'C0SPARE', name: 'spare', members: [MARA, BO] })]);
  return {
    ...seed,
    channels: seed.channels.map((channel) =>
      CHANNELS.includes(channel.id) ? { ...channel, messages: threadIn(channel.id) } : channel,
    ),
  };
}

function threadIn(channelId: string): SeedMessage[] {
  const root = rootOf(channelId);
  const texts = [
    `The ${COMMON} begins`,
    `Decided: ${COMMON} on Thursday`,
    `Decided: ${COMMON} on Friday`,
    ...ASKED.map((userId) => `Task: <@${userId}> ${COMMON} tools`),
    ...ASKED.map((userId) => `Question: <@${userId}> who brings the ${COMMON}?`),
  ];
  return texts.map((text, index) => ({
    ts: index === 0 ? root : `${Number.parseInt(root, 10) + 60 * index}.000100`,
    user: MARA,
    text: `${text} ${wordOf(channelId)}`,
    threadTs: root,
  }));
}
