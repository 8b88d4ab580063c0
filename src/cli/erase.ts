import { createStore } from '../core/store/index.ts';

export interface EraseCommand {
  databaseUrl: string;
  workspace: string;
  /** A Slack user id. */
  person: string;
  now(): Date;
  write(text: string): void;
}

/**
 * Takes a person out of what is kept about a workspace, and says what was done and what is left.
 * @throws RecallError `no_longer_there` where nothing is kept about the workspace
 */
export async function runErase({ databaseUrl, workspace, person, now, write }: EraseCommand): Promise<void> {
  const store = createStore({ databaseUrl, max: 2 });
  try {
    const erased = await store.data.erasePerson(workspace, person, { actor: 'operator', now: now() });
    write(
      [
        `deleted: ${erased.deleted} private recaps and notes, ${erased.digestsDeleted} digests of their own`,
        `taken out of: ${erased.renamed} recaps`,
        `paused, for somebody else to resume: ${erased.digestsPaused} digests of channels`,
        'The worker brings Recall’s messages in Slack up to date within minutes.',
        'Kept: their id in one row, so that their words are left out from now on, and the audit log. Names that somebody typed out are not found.',
        '',
      ].join('\n'),
    );
  } finally {
    await store.close();
  }
}
