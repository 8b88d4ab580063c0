import { asRecallError, RecallError } from '../core/domain/errors.ts';
import type { ChangingInstallations } from '../core/installations/index.ts';
import type { Config } from '../core/runtime/config.ts';
import type { Events } from '../core/runtime/events.ts';
import { startInterval } from '../core/runtime/interval.ts';
import type { Closeable } from '../core/runtime/lifecycle.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { fingerprintOf } from '../core/runtime/secret.ts';
import { createSlack, type Slack, type SlackIdentity } from '../core/slack/client.ts';
import { identifyPatiently } from '../core/slack/identify.ts';
import type { Store } from '../core/store/index.ts';
import type { InstalledWorkspace } from '../core/store/workspaces.ts';

export interface OnlyWorkspaceDeps {
  store: Pick<Store, 'workspaces' | 'owners' | 'installations' | 'audit'>;
  config: Pick<Config, 'slack'>;
  installations: ChangingInstallations;
  events: Pick<Events, 'installed'>;
  logger: Logger;
  signal: AbortSignal;
  now(): Date;
}

/** How long one question may wait for Slack's rate limits, in milliseconds. */
const MAX_WAIT_MS = 3000;

/**
 * Asks Slack whose the bot token is, and writes that workspace down as installed, for the worker and the API. Workspaces that were served
 * by another bot token before have ended with it.
 * @throws RecallError `bad_input` where workspaces have installed Recall by themselves, which no bot token serves;
 * `slack_token_rejected` and other refusals at once, `cancelled` when stopped
 */
export async function identifyOnly(deps: OnlyWorkspaceDeps): Promise<InstalledWorkspace> {
  const { store, installations, now } = deps;
  const identity = await identifyPatiently(slackOf(deps), deps);
  const { workspaceId: id } = identity;
  const sealed = await store.installations.sealedBeside(id);
  if (sealed.length > 0) {
    const { found, fix } = othersInstalled(sealed);
    throw new RecallError('bad_input', `${found}: ${fix}`);
  }
  for (const other of await store.owners.installedBeside(id)) {
    await installations.endIn(other, { for: 'another_bot_token', at: now() });
  }
  return install(identity, deps);
}

/**
 * Looks again and again whether the installation was marked as ended though Slack takes the token, as after a renewal that another
 * process heard of late, or a refusal that passed; then it goes on.
 */
export function keepInstalled(
  { id }: InstalledWorkspace,
  { everyMs, ...deps }: OnlyWorkspaceDeps & { everyMs: number },
): Closeable {
  const { store, installations, events, logger, now } = deps;
  return startInterval({
    everyMs,
    async work() {
      if (await installations.find(id)) return;
      const identity = await slackOf(deps).identify();
      if (identity.workspaceId !== id) return;
      const { scopes } = await install(identity, deps);
      events.installed({ installationId: id, isOrgWide: false, workspaces: 1, scopes: scopes.length });
      const about = {
        organizationId: await store.workspaces.organizationOf(id),
        workspaceId: id,
        target: id,
      };
      const details = { for: 'bot_token', scopes: scopes.length };
      await store.audit.record({ ...about, actor: 'recall', action: 'installed', details }, now());
    },
    onError: (cause) => {
      const { code } = asRecallError(cause);
      logger.debug(
        { errorCode: code },
        'the installation has ended, and Slack does not take the token again',
      );
    },
  });
}

/** What whoever starts Recall reads, and what they can do. @param sealed ids of installations */
export function othersInstalled(sealed: readonly string[]): { found: string; fix: string } {
  const [first = '', ...more] = sealed;
  const who = more.length === 0 ? first : `${first} and ${more.length} more`;
  return {
    found: `SLACK_BOT_TOKEN serves its own workspace alone, but ${who} installed Recall at /slack/install`,
    fix: 'take SLACK_BOT_TOKEN out to serve them all; to serve its workspace alone, have Recall taken out of the others at Slack first',
  };
}

function slackOf({ config: { slack } }: OnlyWorkspaceDeps): Slack {
  return createSlack({ token: slack.botToken, apiUrl: slack.apiUrl, maxWaitMs: MAX_WAIT_MS });
}

async function install(
  { workspaceId: id, workspaceName: name, url, botUserId, botId, scopes }: SlackIdentity,
  { store, config, installations, now }: OnlyWorkspaceDeps,
): Promise<InstalledWorkspace> {
  const workspace = { id, name, url, botUserId, botId, scopes };
  await store.workspaces.install(workspace, { token: fingerprintOf(config.slack.botToken), at: now() });
  installations.forget([id]);
  await installations.find(id);
  return workspace;
}
