import type { Config } from '../../core/runtime/config.ts';
import { localUrl, whoAnswers } from './challenge.ts';
import { about, type Check, type Finding } from './finding.ts';

const REQUEST_URL = about('Request URL');
const LOOPBACK = /^(localhost|.*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1\])$/;
/** What a proxy says where nothing runs behind it. */
const BEHIND_IS_NOBODY: ReadonlySet<number> = new Set([502, 503, 504]);

export interface RequestUrlOptions {
  /** Where the bot runs, where that is not on this machine. */
  botUrl?: string | undefined;
  now(): Date;
}

/** Whether what Slack delivers arrives here: the URL is asked as Slack asks it. */
export function requestUrlCheck(config: Config, { botUrl, now }: RequestUrlOptions): Check {
  const url = `${config.publicUrl}/slack/events`;
  const { signingSecret } = config.slack;
  return {
    what: 'Request URL',
    async look(signal) {
      const { hostname, protocol } = new URL(url);
      if (LOOPBACK.test(hostname))
        return REQUEST_URL.warn(`${url} is on this machine alone: Slack cannot reach it`, {
          fix: 'set PUBLIC_URL to an https:// address that leads here, by a reverse proxy or a tunnel',
        });
      if (signingSecret === '') return REQUEST_URL.skipped('SLACK_SIGNING_SECRET is not set');
      const asking = { signingSecret, signal, now };
      const who = await whoAnswers(url, asking);
      if (who.kind === 'recall') return reached(url, protocol);
      if (who.kind === 'other' && !BEHIND_IS_NOBODY.has(who.status)) return elsewhere(url, who.status);
      const words = who.kind === 'nobody' ? who.reason : `the proxy says ${who.status}`;
      const own = botUrl ?? localUrl(config.host, config.botPort);
      const runs = (await whoAnswers(`${own}/slack/events`, asking)).kind === 'recall';
      const leadTo = botUrl === undefined ? `port ${config.botPort} here` : 'BOT_PORT of this machine';
      return unreached(`${url} does not lead to a Recall: ${words}`, { runs, leadTo });
    },
  };
}

function reached(url: string, protocol: string): Finding {
  if (protocol === 'https:') return REQUEST_URL.ok(`${url} leads to this Recall`);
  return REQUEST_URL.warn(`${url} leads to this Recall, though not by https`, {
    fix: 'Slack delivers to https:// alone: give the proxy a certificate',
  });
}

function elsewhere(url: string, status: number): Finding {
  if (status === 401)
    return REQUEST_URL.broken(`${url} refuses what SLACK_SIGNING_SECRET signs`, {
      fix: 'copy the Signing Secret anew from api.slack.com/apps, Basic Information, and restart; no proxy may ask for a password there',
    });
  return REQUEST_URL.broken(`something else answers at ${url} (HTTP ${status})`, {
    fix: 'have the proxy lead /slack to BOT_PORT, or correct PUBLIC_URL',
  });
}

function unreached(found: string, { runs, leadTo }: { runs: boolean; leadTo: string }): Finding {
  if (!runs)
    return REQUEST_URL.warn(found, { fix: 'look again once Recall runs: it does not listen here now' });
  return REQUEST_URL.broken(found, {
    fix: `have the proxy lead /slack to ${leadTo}, and see that the name in PUBLIC_URL is known`,
  });
}
