/** Makes Slack misbehave on demand. A method named `*` stands for any. */
export interface Faults {
  /** Answers 429 with `Retry-After`. */
  rateLimit(method: string, options?: { retryAfterSeconds?: number; times?: number }): void;
  /** Answers `ok: false` with this error. */
  fail(method: string, options: { error: string; times?: number }): void;
  /** Answers with this HTTP status and no JSON. */
  httpError(method: string, options: { status: number; times?: number }): void;
  /** Does not answer; `release` lets calls that hang go on. */
  hang(method: string, options?: { times?: number }): void;
  release(): void;
  /** Does what the call asks and cuts the connection instead of answering. */
  loseAnswer(method: string, options?: { times?: number }): void;
  /** Answers later, from now on. */
  delay(method: string, ms: number): void;
  /** Refuses the token from now on. */
  revokeToken(error?: 'token_revoked' | 'account_inactive' | 'invalid_auth'): void;
  /** Ends all of it. */
  clear(): void;
}

export type Fault =
  | { kind: 'rateLimit'; retryAfterSeconds: number }
  | { kind: 'fail'; error: string }
  | { kind: 'httpError'; status: number }
  | { kind: 'hang' }
  | { kind: 'loseAnswer' };

/** The other side of it: what the Web API is to do wrong now. */
export interface FaultPlan extends Faults {
  /** Uses up the first fault that waits for this method. */
  take(method: string): Fault | undefined;
  delayMs(method: string): number;
  tokenError(): string | undefined;
  /** Resolves at the next `release` or `clear`. */
  untilReleased(): Promise<void>;
}

export function createFaultPlan(): FaultPlan {
  let waiting: { method: string; fault: Fault; times: number }[] = [];
  let hanging: (() => void)[] = [];
  const delays = new Map<string, number>();
  let tokenError: string | undefined;

  function plan(method: string, fault: Fault, times = 1): void {
    waiting.push({ method, fault, times });
  }

  function release(): void {
    const released = hanging;
    hanging = [];
    for (const goOn of released) goOn();
  }

  return {
    rateLimit: (method, { retryAfterSeconds = 1, times } = {}) =>
      plan(method, { kind: 'rateLimit', retryAfterSeconds }, times),
    fail: (method, { error, times }) => plan(method, { kind: 'fail', error }, times),
    httpError: (method, { status, times }) => plan(method, { kind: 'httpError', status }, times),
    hang: (method, { times } = {}) => plan(method, { kind: 'hang' }, times),
    loseAnswer: (method, { times } = {}) => plan(method, { kind: 'loseAnswer' }, times),
    release,
    delay: (method, ms) => void delays.set(method, ms),
    revokeToken(error = 'token_revoked') {
      tokenError = error;
    },
    clear() {
      waiting = [];
      delays.clear();
      tokenError = undefined;
      release();
    },
    take(method) {
      const next = waiting.find((planned) => planned.method === method || planned.method === '*');
      if (next === undefined) return undefined;
      next.times -= 1;
      if (next.times <= 0) waiting = waiting.filter((planned) => planned !== next);
      return next.fault;
    },
    delayMs: (method) => delays.get(method) ?? delays.get('*') ?? 0,
    tokenError: () => tokenError,
    untilReleased: () => new Promise((resolve) => hanging.push(resolve)),
  };
}
