import type { ChangingInstallations } from '../core/installations/index.ts';
import type { Config } from '../core/runtime/config.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { createSlack } from '../core/slack/client.ts';
import { identifyPatiently } from '../core/slack/identify.ts';
import type { Store } from '../core/store/index.ts';
import type { InstalledWorkspace } from '../core/store/workspaces.ts';

export interface OnlyWorkspaceDeps {
  store: Pick<Store, 'workspaces' | 'owners'>;
  config: Pick<Config, 'slack'>;
  installations: ChangingInstallations;
  logger: Logger;
  signal: AbortSignal;
  now(): Date;
}

/** How long one question may wait for Slack's rate limits, in milliseconds. */
const MAX_WAIT_MS = 3000;

/**
 * Asks Slack whose the bot token is, and writes that workspace down as installed, for the worker and the API. The token works nowhere
 * else, so that installations of other workspaces have ended.
 * @throws RecallError `slack_token_rejected` and other refusals at once, `cancelled` when stopped
 */
export async function identifyOnly(deps: OnlyWorkspaceDeps): Promise<InstalledWorkspace> {
  const { store, config, installations, now } = deps;
  const { botToken: token, apiUrl } = config.slack;
  const identity = await identifyPatiently(createSlack({ token, apiUrl, maxWaitMs: MAX_WAIT_MS }), deps);
  const { workspaceId: id, workspaceName: name, url, botUserId, botId, scopes } = identity;
  const workspace = { id, name, url, botUserId, botId, scopes };
  for (const other of await store.owners.installedBeside(id)) {
    await installations.endIn(other, { for: 'another_bot_token', at: now() });
  }
  await store.workspaces.install(workspace);
  await installations.find(id);
  return workspace;
}
