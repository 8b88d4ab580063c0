import { modeOf } from './slack.ts';
import { type Environment, KEY_FORM, type VariableProblem, type Variables } from './variables.ts';

const OAUTH_VARIABLES = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** What a process is started for; each needs other variables. */
export type Need = 'database' | 'bot' | 'worker' | 'api';

/** Variables that what is started needs, and that are not set. */
export function missing(given: Environment, needs: readonly Need[]): VariableProblem[] {
  const callsSlack = needs.includes('bot') || needs.includes('worker');
  const isOauth = modeOf(given) === 'oauth';
  const needsAllOf = OAUTH_VARIABLES.some((name) => given[name] !== undefined);
  const required: Partial<Record<keyof Variables, { when: boolean; what: string }>> = {
    DATABASE_URL: { when: needs.length > 0, what: 'a postgresql:// URL' },
    SLACK_SIGNING_SECRET: { when: needs.includes('bot'), what: 'the signing secret of the Slack app' },
    SLACK_BOT_TOKEN: {
      when: callsSlack && !isOauth,
      what: 'a bot token, which starts with xoxb-',
    },
    SLACK_CLIENT_ID: { when: needsAllOf, what: 'the client id of the Slack app' },
    SLACK_CLIENT_SECRET: { when: needsAllOf, what: 'the client secret of the Slack app' },
    SLACK_STATE_SECRET: { when: needsAllOf, what: 'a secret of your own (openssl rand -hex 32)' },
    ENCRYPTION_KEY: { when: isOauth || given.ENCRYPTION_KEY_PREVIOUS !== undefined, what: KEY_FORM },
    BEDROCK_MODEL_ID: {
      when: given.ENGINE === 'bedrock',
      what: 'a model or inference profile id, since ENGINE is bedrock',
    },
    BEDROCK_GUARDRAIL_ID: {
      when: given.BEDROCK_GUARDRAIL_VERSION !== undefined,
      what: 'the id of the guardrail, since its version is set',
    },
    BEDROCK_GUARDRAIL_VERSION: {
      when: given.BEDROCK_GUARDRAIL_ID !== undefined,
      what: 'the version of the guardrail, such as 1 or DRAFT',
    },
  };
  return Object.entries(required).flatMap(([variable, { when, what }]) =>
    when && given[variable] === undefined ? [{ variable, says: `must be set: ${what}` }] : [],
  );
}
