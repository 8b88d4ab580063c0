import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { SimulatedApp } from '../app.ts';
import { missingScope } from './access.ts';
import { type Arguments, createArguments } from './arguments.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { type IncomingCall, readCall } from './incoming.ts';
import type { Method, MethodTable } from './method.ts';
import type { RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';

/** One call as it came in and what became of it. */
export interface ApiCall {
  method: string;
  /** Without the token. */
  args: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  at: number;
  /** HTTP status; null while there is no answer, and where the answer was lost. */
  status: number | null;
  /** As in the answer; null where there is none. */
  error: string | null;
  ms: number;
}

interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Slack's error code, or `http_…`; null where the call succeeded. */
  error: string | null;
}

export interface WebApi {
  /** Answers a call; undefined where the connection is to be cut instead. */
  handle(name: string, request: IncomingMessage, query: URLSearchParams): Promise<ApiAnswer | undefined>;
  readonly calls: readonly ApiCall[];
}

export interface WebApiDeps {
  methods: MethodTable;
  app: SimulatedApp;
  faults: FaultPlan;
  rateLimits: RateLimits;
  now: () => number;
}

export function createWebApi(deps: WebApiDeps): WebApi {
  const { methods, app, faults, now } = deps;
  const calls: ApiCall[] = [];

  async function answer(
    name: string,
    method: Method | undefined,
    incoming: IncomingCall,
  ): Promise<ApiAnswer | undefined> {
    if (method === undefined) return refused(new Refusal('unknown_method', { req_method: name }));
    const fault = faults.take(name);
    const delayMs = faults.delayMs(name);
    if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
    if (fault?.kind === 'hang') await faults.untilReleased();
    const instead = fault === undefined ? undefined : answerOfFault(fault);
    if (instead !== undefined) return instead;
    const performed = perform(deps, { name, method, incoming });
    return fault?.kind === 'loseAnswer' ? undefined : performed;
  }

  return {
    calls,
    async handle(name, request, query) {
      const start = performance.now();
      const call: ApiCall = { method: name, args: {}, at: now(), status: null, error: null, ms: 0 };
      calls.push(call);
      let answered: ApiAnswer | undefined;
      try {
        const incoming = await readCall(request, query);
        call.args = incoming.args;
        answered = await answer(name, methods[name], incoming);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        answered = refused(error, tokenHeaders(app, methods[name]));
      }
      call.status = answered?.status ?? null;
      call.error = answered?.error ?? null;
      call.ms = performance.now() - start;
      return answered;
    },
  };
}

function perform(
  { app, faults, rateLimits }: WebApiDeps,
  { name, method, incoming }: { name: string; method: Method; incoming: IncomingCall },
): ApiAnswer {
  const tokenError = tokenProblem(incoming.token, app, faults);
  if (tokenError !== undefined) return refused(new Refusal(tokenError));
  const args: Arguments = createArguments(incoming.args);
  const waitSeconds = rateLimits.admit({ method: name, pace: method.pace, channel: args.text('channel') });
  if (waitSeconds !== undefined) return rateLimited(waitSeconds);
  if (method.scopes.length > 0 && !method.scopes.some((scope) => app.scopes.includes(scope))) {
    throw missingScope(app, method.scopes.join(','));
  }
  return json(
    { status: 200, error: null, headers: tokenHeaders(app, method) },
    { ok: true, ...method.run(args) },
  );
}

function tokenProblem(token: string | undefined, app: SimulatedApp, faults: FaultPlan): string | undefined {
  if (token === undefined) return 'not_authed';
  if (token !== app.botToken) return 'invalid_auth';
  return faults.tokenError();
}

function tokenHeaders(app: SimulatedApp, method: Method | undefined): Record<string, string> {
  return {
    'x-oauth-scopes': app.scopes.join(','),
    'x-accepted-oauth-scopes': method?.scopes.join(',') ?? '',
  };
}

/** Undefined for the faults that let the call be performed. */
function answerOfFault(fault: Fault): ApiAnswer | undefined {
  switch (fault.kind) {
    case 'rateLimit':
      return rateLimited(fault.retryAfterSeconds);
    case 'fail':
      return refused(new Refusal(fault.error));
    case 'httpError':
      return {
        status: fault.status,
        headers: { 'content-type': 'text/plain' },
        body: 'upstream error',
        error: `http_${fault.status}`,
      };
    case 'hang':
    case 'loseAnswer':
      return undefined;
  }
}

function rateLimited(seconds: number): ApiAnswer {
  const error = 'ratelimited';
  return json({ status: 429, error, headers: { 'retry-after': String(seconds) } }, { ok: false, error });
}

function refused({ error, details }: Refusal, headers: Record<string, string> = {}): ApiAnswer {
  return json({ status: 200, error, headers }, { ok: false, error, ...details });
}

function json({ headers, ...rest }: Omit<ApiAnswer, 'body'>, body: object): ApiAnswer {
  return {
    ...rest,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
