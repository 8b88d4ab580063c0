import type { VNode } from 'preact';
import { remedyOf } from '../../../remedies.ts';
import type { PageFrame } from '../../resource.ts';
import { Badge } from '../badge.tsx';
import { formatDuration } from '../formats.ts';
import { Time } from '../time.tsx';
import type { SettingsPage } from './settings-page.ts';

/** After so long without an answer, no worker seems to be there. */
const OVERDUE_MS = 60_000;

/** What writes the recaps, and a test whether it answers. */
export function EngineCard({
  engine,
  probe,
  frame,
}: Pick<SettingsPage, 'engine' | 'probe'> & { frame: PageFrame }): VNode {
  return (
    <section class="card" aria-labelledby="engine-heading">
      <h2 id="engine-heading">
        Engine <Badge state={engine.status} />
      </h2>
      <p>
        <code>{engine.name}</code>
        {engine.model === null ? (
          ', which needs no model'
        ) : (
          <>
            {' '}
            with <code>{engine.model}</code>
          </>
        )}
      </p>
      {engine.fix === null ? null : <p class="fix">{engine.fix}</p>}
      <Probe probe={probe} now={frame.now} />
      <form method="post" action="/admin/settings/engine-test">
        {frame.csrf}
        <button class="button" type="submit">
          Test the engine
        </button>
      </form>
      <p class="hint">
        A test asks the engine for a very small recap of made-up lines. With Bedrock it costs a fraction of a
        cent.
      </p>
    </section>
  );
}

function Probe({ probe, now }: { probe: SettingsPage['probe']; now: Date }): VNode {
  if (probe === null) return <p class="quiet-line">It was not tested yet.</p>;
  const { askedAt, answeredAt, errorCode, milliseconds } = probe;
  if (answeredAt === null) return <Asked askedAt={askedAt} now={now} />;
  if (errorCode !== null)
    return (
      <p class="notice notice-refused">
        The test of <Time at={askedAt} /> ended in <code>{errorCode}</code>. {remedyOf(errorCode)}
      </p>
    );
  return (
    <p class="notice notice-done">
      The test of <Time at={askedAt} /> went well
      {milliseconds === null ? '' : `, in ${formatDuration(milliseconds)}`}.
    </p>
  );
}

function Asked({ askedAt, now }: { askedAt: string; now: Date }): VNode {
  const again = <a href="/admin/settings">Look again</a>;
  if (now.getTime() - Date.parse(askedAt) > OVERDUE_MS)
    return (
      <p class="notice notice-refused">
        The test of <Time at={askedAt} /> was not answered. See under Health whether a worker runs. {again}
      </p>
    );
  return (
    <p class="notice" data-refresh="2">
      The test of <Time at={askedAt} /> waits for a worker. {again}
    </p>
  );
}
