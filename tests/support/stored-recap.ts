import type { Ask } from '../../src/core/domain/conversation.ts';
import { NO_TOKENS, type Recap } from '../../src/core/domain/recap.ts';
import type { Store } from '../../src/core/store/index.ts';
import type { SavedRecap } from '../../src/core/store/recaps/recaps.ts';
import { anAsk } from './asks.ts';

const NOTHING_REMOVED = {
  sources: 0,
  people: 0,
  links: 0,
  pings: 0,
  dates: 0,
  duplicates: 0,
  unsourced: 0,
  shortened: 0,
};

/** What a worker saves: a recap of nothing but what is given. */
export function savedRecap(recap: Partial<Recap>): SavedRecap {
  return {
    recap: {
      headline: 'A recap',
      points: [],
      decisions: [],
      actionItems: [],
      openQuestions: [],
      tags: [],
      ...recap,
    },
    coverage: { found: 2, read: 2, leftOut: {}, partial: false },
    receipt: {
      engine: 'builtin',
      model: null,
      promptVersion: null,
      tokens: NO_TOKENS,
      costUsd: null,
      stages: {},
      removed: NOTHING_REMOVED,
    },
    reading: [],
  };
}

let made = 0;

/** A recap that was asked for, made and posted, of a conversation of its own unless `ask` says otherwise. @returns the conversation's id */
export async function storeRecap(
  store: Pick<Store, 'conversations' | 'recaps' | 'deliveries'>,
  { ask = {}, recap = {}, at = new Date() }: { ask?: Partial<Ask>; recap?: Partial<Recap>; at?: Date },
): Promise<string> {
  made += 1;
  const threadTs = `${1_700_000_000 + made}.000100`;
  const asked = anAsk({ source: { kind: 'thread', threadTs }, eventKey: `stored-${made}`, ...ask });
  const { conversation } = await store.conversations.pickUp(asked, at);
  const running = await store.conversations.takeUp(conversation.id, at);
  if (!running) throw new Error('nothing was taken up');
  await store.recaps.save(running, savedRecap(recap), at);
  await store.deliveries.claim(conversation.id, { part: 0, channelId: asked.channel.id, ts: threadTs });
  await store.conversations.finish(running, at);
  return conversation.id;
}
