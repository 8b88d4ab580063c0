import type { RecapDisplay } from '../core/display/recap-display.ts';
import { asRecallError } from '../core/domain/errors.ts';
import type { JobName, PayloadOf } from '../core/queue/jobs.ts';
import { withContext } from '../core/runtime/context.ts';
import type { Store } from '../core/store/index.ts';
import type { Digesting } from './digests/index.ts';
import type { Housekeeping } from './housekeeping/index.ts';
import { afterError, type JobRun, type Outcome } from './jobs/job-run.ts';
import { handleRecap } from './jobs/recap-job.ts';
import { handleSweep, type SweepDeps } from './jobs/sweep-job.ts';
import type { Probing } from './probe.ts';
import type { Reminding } from './reminders/index.ts';

export type Handlers = { [Name in JobName]: (payload: PayloadOf<Name>, run: JobRun) => Promise<Outcome> };

export interface HandlerDeps extends SweepDeps {
  store: Store;
  recaps: Pick<RecapDisplay, 'refresh'>;
  reminding: Reminding;
  digesting: Digesting;
  housekeeping: Housekeeping;
  probing: Probing;
}

/** What is done for each kind of job. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { digesting, reminding, housekeeping, probing } = deps;
  return {
    recap: (payload, run) => handleRecap(payload, run, deps),
    show: (payload, run) => handleShow(payload, run, deps),
    digest: (payload, run) => handleDigest(payload, run, deps),
    sweep: (_, run) => handleSweep(run, deps),
    digests: done((_, signal) => digesting.open(signal)),
    tell_paused: done((_, signal) => digesting.tellAuthors(signal)),
    remind: done((_, signal) => reminding.run(signal)),
    housekeeping: done((_, signal) => housekeeping.run(signal)),
    purge_channel: done(({ workspaceId, channelId }, signal) =>
      housekeeping.purgeChannel(workspaceId, channelId, signal),
    ),
    erase_person: done(({ workspaceId, userId }, signal) =>
      housekeeping.erasePerson(workspaceId, userId, signal),
    ),
    probe: done(({ probeId }, signal) => probing.run(probeId, signal)),
  };
}

/** A job that is done where its work does not throw. */
function done<Payload>(work: (payload: Payload, signal: AbortSignal) => Promise<void>) {
  return async (payload: Payload, { signal }: JobRun): Promise<Outcome> => {
    await work(payload, signal);
    return { kind: 'done' };
  };
}

/** Posts a period of a digest that is made. */
async function handleDigest(
  { periodId }: PayloadOf<'digest'>,
  run: JobRun,
  { digesting, events }: HandlerDeps,
): Promise<Outcome> {
  try {
    await digesting.post(periodId);
    return { kind: 'done' };
  } catch (cause) {
    const error = asRecallError(cause);
    if (error.code === 'superseded') return { kind: 'done' };
    if (error.code === 'slack_token_rejected') {
      events.rests({ error });
      return { kind: 'done' };
    }
    events.digestFailed({ error });
    return afterError(error, run);
  }
}

/** Brings what Slack shows of a recap up to what is stored. */
async function handleShow(
  { conversationId }: PayloadOf<'show'>,
  run: JobRun,
  { recaps, events }: HandlerDeps,
): Promise<Outcome> {
  try {
    await withContext({ conversationId }, () => recaps.refresh(conversationId));
    return { kind: 'done' };
  } catch (cause) {
    const error = asRecallError(cause);
    events.notShown({ what: 'recap', error });
    return afterError(error, run);
  }
}
