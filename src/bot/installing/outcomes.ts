import type { ErrorCode } from '../../core/domain/errors.ts';
import { BOT_SCOPES } from '../../core/slack/scopes.ts';
import type { Page } from './pages.ts';

/** Why nothing was installed. */
export type Refusal =
  | 'cancelled'
  | 'forged_state'
  | 'used_or_expired'
  | 'no_code'
  | 'slack_refused'
  | 'slack_away';

const AGAIN = [{ label: 'Start again', url: '/slack/install' }];

export const SINGLE_MODE: Page = {
  status: 404,
  title: 'Installing by link is off',
  says: [
    'This Recall serves one workspace, by the bot token that it was given.',
    'To install it in several, whoever runs it sets SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and ENCRYPTION_KEY, and leaves SLACK_BOT_TOKEN out.',
  ],
};

export const BUSY: Page = {
  status: 429,
  title: 'Too many at once',
  says: ['Many people are installing Recall just now. Try again in a minute.'],
  links: AGAIN,
};

export const AWAY: Page = {
  status: 503,
  title: 'Recall cannot be reached just now',
  says: ['Its database does not answer, so that nothing was installed. Try again in a minute.'],
  links: AGAIN,
};

const REFUSALS: Readonly<Record<Refusal, Page>> = {
  cancelled: {
    status: 200,
    title: 'Nothing was installed',
    says: [
      'You cancelled in Slack, or your workspace does not let you install apps. Then ask an admin to do it.',
    ],
    links: AGAIN,
  },
  forged_state: {
    status: 400,
    title: 'Nothing was installed',
    says: [
      'This browser did not begin the installation here, or its cookie is gone. Start again, and allow cookies for this address.',
    ],
    links: AGAIN,
  },
  used_or_expired: {
    status: 400,
    title: 'Nothing was installed',
    says: ['This link was used already, or is older than ten minutes. Start again.'],
    links: AGAIN,
  },
  no_code: {
    status: 400,
    title: 'Nothing was installed',
    says: ['Slack sent you back without what is needed to install Recall. Start again.'],
    links: AGAIN,
  },
  slack_refused: {
    status: 502,
    title: 'Nothing was installed',
    says: [
      'Slack did not give Recall a token. Start again; where that does not help, whoever runs Recall finds the reason in its log.',
    ],
    links: AGAIN,
  },
  slack_away: {
    status: 503,
    title: 'Nothing was installed',
    says: ['Slack did not answer in time. Start again in a minute.'],
    links: AGAIN,
  },
};

export function refusedPage(refusal: Refusal): Page {
  return REFUSALS[refusal];
}

const AWAY_CODES: ReadonlySet<ErrorCode> = new Set(['slack_unavailable', 'slack_rate_limited', 'timed_out']);

export function refusalFor(code: ErrorCode): Refusal {
  return AWAY_CODES.has(code) ? 'slack_away' : 'slack_refused';
}

export interface Installed {
  /** Of the workspace, or the organization. */
  name: string;
  isOrgWide: boolean;
  workspaces: number;
  /** What was asked for and not granted. */
  missing: readonly string[];
  /** Opens Slack where Recall is. */
  openUrl: string;
  adminUrl: string;
}

export function installedPage({ name, isOrgWide, workspaces, missing, openUrl, adminUrl }: Installed): Page {
  const next = isOrgWide
    ? `It works in ${workspaces} of the organization’s workspaces so far. An organization admin adds it to more in Slack, under Integrations.`
    : 'In Slack, type /invite @Recall in a channel, and then /recall.';
  const lacks =
    missing.length === 0
      ? []
      : [`Some permissions were not granted, so that parts will not work: ${missing.join(', ')}.`];
  return {
    status: 200,
    title: `Recall is installed in ${name}`,
    says: [next, ...lacks],
    links: [
      { label: 'Open Slack', url: openUrl },
      { label: 'Open the admin view', url: adminUrl },
    ],
  };
}

/** Those of the scopes that Recall asks for that are not among these. */
export function scopesMissing(granted: readonly string[]): string[] {
  return BOT_SCOPES.filter((scope) => !granted.includes(scope));
}
