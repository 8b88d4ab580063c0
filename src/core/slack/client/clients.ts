import { type Logger, LogLevel, WebClient } from '@slack/web-api';

/** Calls that may be repeated go by the patient client; those that would be done twice go by the single one. */
export interface Clients {
  patient: WebClient;
  single: WebClient;
}

export interface ClientsOptions {
  token: string;
  /** Ends in `/api/`. */
  apiUrl: string;
  /** Set for a token of a whole organization, with which Slack has to be told which workspace each call is about. */
  teamId?: string;
}

const CALL_TIMEOUT_MS = 10_000;

/** The library writes to stderr by itself otherwise; what goes wrong is told by the RecallErrors that calls end in. */
const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** Slack's own clients for one token. They open no connection by themselves. */
export function createClients({ token, apiUrl, teamId }: ClientsOptions): Clients {
  const common = {
    slackApiUrl: apiUrl,
    timeout: CALL_TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logger: SILENT,
    allowAbsoluteUrls: false,
    ...(teamId === undefined ? {} : { teamId }),
  };
  return {
    patient: new WebClient(token, {
      ...common,
      retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 2000 },
    }),
    // A post whose answer got lost may have arrived: whoever posts looks for it before it posts again.
    single: new WebClient(token, { ...common, retryConfig: { retries: 0 } }),
  };
}
