import type { Erasure } from '../core/store/data/index.ts';
import { createStore } from '../core/store/index.ts';

export interface EraseCommand {
  databaseUrl: string;
  workspace: string;
  /** A Slack user id. */
  person: string;
  now(): Date;
  signal: AbortSignal;
  write(text: string): void;
}

/**
 * Takes a person out of what is kept about a workspace, and says what was done and what is left. Where it is stopped, the worker goes on.
 * @throws RecallError `no_longer_there` where nothing is kept about the workspace
 */
export async function runErase({
  databaseUrl,
  workspace,
  person,
  now,
  signal,
  write,
}: EraseCommand): Promise<void> {
  const store = createStore({ databaseUrl, max: 2 });
  try {
    await store.data.requestErasure(workspace, person, { actor: 'operator', now: now() });
    const erased = await store.data.continueErasure(workspace, person, { now: now(), signal });
    write(
      [
        ...(erased ? told(erased) : ['A worker that came first has done it; the audit log has the counts.']),
        'The worker brings Recall’s messages in Slack up to date within minutes.',
        'Kept: their id in one row, so that their words are left out from now on, and the audit log. Names that somebody typed out are not found.',
        '',
      ].join('\n'),
    );
  } finally {
    await store.close();
  }
}

function told({ deleted, renamed, digestsDeleted, digestsPaused }: Erasure): string[] {
  return [
    `deleted: ${deleted} private recaps and notes, ${digestsDeleted} digests of their own`,
    `taken out of: ${renamed} recaps`,
    `paused, for somebody else to resume: ${digestsPaused} digests of channels`,
  ];
}
