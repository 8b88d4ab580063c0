import { setMaxListeners } from 'node:events';
import { asRecallError, type RecallError } from '../../core/domain/errors.ts';
import { withStop } from '../../worker/stopping.ts';
import { withTimeLimit } from '../../worker/time-limit.ts';
import { about, type Check, type Finding } from './finding.ts';

const LIMIT_MS = 5000;

/** Looks at everything side by side, each within its limit. @returns what was found, in the order of the checks */
export async function runChecks(
  checks: readonly Check[],
  { signal = new AbortController().signal }: { signal?: AbortSignal } = {},
): Promise<Finding[]> {
  return withStop(signal, async (stopping) => {
    setMaxListeners(checks.length, stopping.signal);
    return (await Promise.all(checks.map((check) => run(check, stopping.signal)))).flat();
  });
}

async function run({ what, limitMs = LIMIT_MS, look }: Check, stopped: AbortSignal): Promise<Finding[]> {
  return withTimeLimit(stopped, limitMs, async (signal) => {
    const late = new Promise<Finding>((resolve) => {
      const giveUp = () => resolve(lateFinding(what, limitMs));
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
    const looked = look(signal).catch((error: unknown) => failed(what, asRecallError(error)));
    return [await Promise.race([looked, late])].flat();
  });
}

function lateFinding(what: string, limitMs: number): Finding {
  return about(what).broken(`there was no answer within ${limitMs / 1000} s`, {
    fix: 'see whether it can be reached from this machine, and try again',
    atStart: 'ignore',
  });
}

function failed(what: string, { message }: RecallError): Finding {
  return about(what).broken(message, { atStart: 'ignore' });
}
