import { RecallError } from '../core/domain/errors.ts';
import { createStore } from '../core/store/index.ts';

export interface EndSessionsCommand {
  databaseUrl: string;
  /** Where they are an admin. Sessions in other workspaces of its organization end too. */
  workspace: string;
  /** A Slack user id. */
  person: string;
  /** Whether the API tokens that they made end as well. */
  tokens: boolean;
  now(): Date;
  write(text: string): void;
}

/**
 * Signs somebody out of the admin view, wherever they are signed in, and says what was ended.
 * @throws RecallError `no_longer_there` where nothing is kept about the workspace
 */
export async function runEndSessions(command: EndSessionsCommand): Promise<void> {
  const { databaseUrl, workspace, person, tokens: withTokens, now, write } = command;
  const store = createStore({ databaseUrl, max: 2 });
  try {
    const organizationId = await store.workspaces.organizationOf(workspace);
    if (organizationId === null)
      throw new RecallError('no_longer_there', `nothing is kept about the workspace ${workspace}`);
    const ending = { withTokens, actor: 'operator', now: now() };
    const { sessions, tokens } = await store.auth.endAccess({ organizationId, userId: person }, ending);
    const ended = [counted(sessions, 'session'), ...(tokens > 0 ? [counted(tokens, 'API token')] : [])];
    write(sessions + tokens === 0 ? 'nothing of theirs holds there\n' : `ended: ${ended.join(', ')}\n`);
  } finally {
    await store.close();
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
