import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { SimulatedApp } from '../app.ts';
import { missingScope } from './access.ts';
import { type Arguments, createArguments } from './arguments.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { type IncomingCall, readCall } from './incoming.ts';
import type { Method } from './method.ts';
import type { OpenMethodTable } from './open-method.ts';
import { Refusal } from './refusal.ts';
import { type Grant, type GrantOf, routed, type Tenant } from './routing.ts';

/** One call as it came in and what became of it. */
export interface ApiCall {
  method: string;
  /** Without the token. */
  args: Readonly<Record<string, unknown>>;
  /** The workspace or organization whose token it came with; null where the token is none or unknown. */
  workspaceId: string | null;
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
  grantOf: GrantOf;
  openMethods: OpenMethodTable;
  /** Whether the tenants have a method of this name. */
  isMethod(name: string): boolean;
  /** Faults of every call; a tenant may have its own beside them. */
  faults: FaultPlan;
  now: () => number;
}

/** A call on its way. */
interface Route {
  name: string;
  /** Whom it is for; undefined where no token says so. */
  tenant: Tenant | undefined;
  /** Answers the call, where nothing goes wrong on purpose; throws a Refusal. */
  perform(): ApiAnswer;
}

export function createWebApi(deps: WebApiDeps): WebApi {
  const { faults, now } = deps;
  const calls: ApiCall[] = [];

  async function answer({ name, tenant, perform }: Route): Promise<ApiAnswer | undefined> {
    const plans = tenant === undefined ? [faults] : [tenant.faults, faults];
    const planned = takenFault(plans, name);
    const delayMs = Math.max(...plans.map((plan) => plan.delayMs(name)));
    if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
    if (planned?.fault.kind === 'hang') await planned.plan.untilReleased();
    const instead = planned === undefined ? undefined : answerOfFault(planned.fault);
    if (instead !== undefined) return instead;
    const performed = perform();
    return planned?.fault.kind === 'loseAnswer' ? undefined : performed;
  }

  return {
    calls,
    async handle(name, request, query) {
      const start = performance.now();
      const call: ApiCall = {
        method: name,
        args: {},
        workspaceId: null,
        at: now(),
        status: null,
        error: null,
        ms: 0,
      };
      calls.push(call);
      let answered: ApiAnswer | undefined;
      let tenant: Tenant | undefined;
      try {
        const incoming = await readCall(request, query);
        call.args = incoming.args;
        const route = routeOf(deps, name, incoming);
        tenant = route.tenant;
        call.workspaceId = tenant?.id ?? null;
        answered = await answer(route);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        answered = refused(error, tenant && tokenHeaders(tenant.app, tenant.methods[name]));
      }
      call.status = answered?.status ?? null;
      call.error = answered?.error ?? null;
      call.ms = performance.now() - start;
      return answered;
    },
  };
}
function takenFault(plans: readonly FaultPlan[], method: string) {
  for (const plan of plans) {
    const fault = plan.take(method);
    if (fault !== undefined) return { plan, fault };
  }
  return undefined;
}

/** Finds whom a call is for; throws for a method that there is not. */
function routeOf(deps: WebApiDeps, name: string, { token, basic, args: given }: IncomingCall): Route {
  const args = createArguments(given);
  const openMethod = deps.openMethods[name];
  if (openMethod !== undefined) {
    const perform = () => succeeded({}, openMethod({ args, basic, token }));
    return { name, tenant: undefined, perform };
  }
  if (!deps.isMethod(name)) throw new Refusal('unknown_method', { req_method: name });
  const grant = token === undefined ? undefined : deps.grantOf(token);
  if (grant === undefined) {
    const error = token === undefined ? 'not_authed' : 'invalid_auth';
    return { name, tenant: undefined, perform: () => refused(new Refusal(error)) };
  }
  return grantedRoute(deps, grant, { name, args });
}

function grantedRoute(
  { faults }: WebApiDeps,
  grant: Grant,
  { name, args }: Pick<Route, 'name'> & { args: Arguments },
): Route {
  let tenant = grant.home;
  let lost: Refusal | undefined;
  try {
    tenant = routed(grant, name, args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    lost = error;
  }
  return {
    name,
    tenant,
    perform() {
      const tokenError = grant.error ?? tenant.faults.tokenError() ?? faults.tokenError();
      if (tokenError !== undefined) return refused(new Refusal(tokenError));
      if (lost !== undefined) throw lost;
      return performed(tenant, name, args);
    },
  };
}

function performed({ methods, rateLimits, app }: Tenant, name: string, args: Arguments): ApiAnswer {
  const method = methods[name];
  if (method === undefined) throw new Refusal('unknown_method', { req_method: name });
  const waitSeconds = rateLimits.admit({ method: name, pace: method.pace, channel: args.text('channel') });
  if (waitSeconds !== undefined) return rateLimited(waitSeconds);
  if (method.scopes.length > 0 && !method.scopes.some((scope) => app.scopes.includes(scope))) {
    throw missingScope(app, method.scopes.join(','));
  }
  return succeeded(tokenHeaders(app, method), method.run(args));
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

function succeeded(headers: Record<string, string>, body: object): ApiAnswer {
  return json({ status: 200, error: null, headers }, { ok: true, ...body });
}

function json({ headers, ...rest }: Omit<ApiAnswer, 'body'>, body: object): ApiAnswer {
  return {
    ...rest,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
