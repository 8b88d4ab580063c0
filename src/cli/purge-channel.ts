import { createStore } from '../core/store/index.ts';

export interface PurgeChannelCommand {
  databaseUrl: string;
  workspace: string;
  /** A channel that Slack has no more. */
  channel: string;
  now(): Date;
  signal: AbortSignal;
  write(text: string): void;
}

/**
 * Deletes all that is kept about a channel, in each workspace of the organization that has it, and says what was done: for after a restore,
 * which brings back what was purged since. Where it is stopped, the worker goes on.
 */
export async function runPurgeChannel(command: PurgeChannelCommand): Promise<void> {
  const { databaseUrl, workspace, channel, now, signal, write } = command;
  const store = createStore({ databaseUrl, max: 2 });
  try {
    const places = await store.data.noteGoneChannel(workspace, channel, now());
    if (places.length === 0) write(`nothing is kept about ${channel}\n`);
    for (const place of places) {
      const purged = await store.data.purgeChannel(place, channel, { actor: 'operator', now: now(), signal });
      write(`${place}: deleted ${purged} conversations of ${channel} with their recaps\n`);
    }
  } finally {
    await store.close();
  }
}
