import { asRecallError, type RecallError } from '../../core/domain/errors.ts';
import type { SlackConfig } from '../../core/runtime/config.ts';
import { createSlack } from '../../core/slack/client.ts';
import { BOT_SCOPES } from '../../core/slack/scopes.ts';
import { about, type Check, type Finding } from './finding.ts';

const TOKEN = about('Slack token');
const SCOPES = about('Slack permissions');

/** Whether Slack takes the token in SLACK_BOT_TOKEN, and what it permits. With OAuth each workspace has its own. */
export function tokenCheck({ botToken: token, apiUrl, mode }: SlackConfig): Check {
  return {
    what: 'Slack token',
    async look(signal) {
      if (mode === 'oauth') return TOKEN.skipped('each workspace has its own');
      if (token === '') return TOKEN.skipped('SLACK_BOT_TOKEN is not set');
      const identity = await createSlack({ token, apiUrl, maxWaitMs: 0, signal })
        .identify()
        .catch(asRecallError);
      if (identity instanceof Error) return refused(identity);
      return [TOKEN.ok(`it is of workspace ${identity.workspaceId}`), scopesOf(identity.scopes)];
    },
  };
}

/** A start waits for a Slack that is away. */
function refused({ code, message, retryable }: RecallError): Finding {
  if (code === 'slack_token_rejected')
    return TOKEN.broken(`Slack does not take the token in SLACK_BOT_TOKEN (${message})`, {
      fix: 'copy the Bot User OAuth Token anew from api.slack.com/apps, OAuth & Permissions',
    });
  return TOKEN.broken(`Slack could not be asked (${message})`, {
    fix: 'see whether this machine reaches Slack, and what status.slack.com says',
    atStart: retryable ? 'ignore' : 'stop',
  });
}

function scopesOf(granted: readonly string[]): Finding {
  const missing = BOT_SCOPES.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return SCOPES.ok('all that the manifest asks for');
  return SCOPES.broken(`missing: ${missing.join(', ')}`, { fix: HOW_TO_ADD_SCOPES, atStart: 'tell' });
}

const HOW_TO_ADD_SCOPES =
  'at api.slack.com/apps, paste manifest.yml under App Manifest (or add them under OAuth & Permissions, Bot Token Scopes), then Reinstall to Workspace';
