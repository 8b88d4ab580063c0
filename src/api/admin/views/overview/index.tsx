import type { ComponentChildren, VNode } from 'preact';
import type { Overview } from '../../../../core/domain/admin/overview.ts';
import type { PageFrame } from '../../resource.ts';
import type { Health as HealthReport } from '../../resources/health-report.ts';
import {
  counted,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoment,
  formatShare,
  formatUsd,
} from '../formats.ts';
import { Head } from '../head.tsx';
import { OneWorkspace } from '../names.tsx';
import { Ranges } from '../ranges.tsx';
import { RemedyTable } from '../remedy-table.tsx';

import { CostChart } from './cost-chart.tsx';
import { Health } from './health.tsx';
import { RecapsChart } from './recaps-chart.tsx';
import { WaitsChart } from './waits-chart.tsx';

export type OverviewAnswer = Overview & { health: HealthReport };

/** What Recall did in a stretch of days, for a look in the morning. */
export function OverviewView({ answer, frame }: { answer: OverviewAnswer; frame: PageFrame }): VNode {
  return (
    <div data-refresh="30">
      <Head
        title="Overview"
        lead={
          <>
            What Recall did in the last {counted(answer.days.length, 'day')}, in UTC. As of{' '}
            <time dateTime={frame.now.toISOString()}>{formatMoment(frame.now.toISOString())}</time>.
          </>
        }
      >
        <Ranges frame={frame} days={answer.days.length} />
      </Head>
      <OneWorkspace frame={frame} />
      <Figures answer={answer} />
      <RecapsChart answer={answer} />
      <div class="pair">
        <WaitsChart answer={answer} />
        <CostChart answer={answer} />
      </div>
      <div class="pair">
        <Failures answer={answer} frame={frame} />
        <Health health={answer.health} />
      </div>
    </div>
  );
}

function Figures({ answer }: { answer: OverviewAnswer }): VNode {
  const { asked, done, failed, cancelled, medianMs, p95Ms, tokens, costUsd, health } = answer;
  const { queue } = health.components;
  const ended = done + failed;
  return (
    <dl class="figures">
      <Figure
        label="Recaps made"
        value={formatCount(done)}
        note={`of ${formatCount(asked)} asked for; ${formatCount(failed)} failed, ${formatCount(cancelled)} cancelled`}
      />
      <Figure
        label="Success"
        value={formatShare(done, ended)}
        note={ended === 0 ? 'nothing has ended yet' : `of ${formatCount(ended)} that ended`}
      />
      <Figure
        label="Median wait"
        value={medianMs === null ? '–' : formatDuration(medianMs)}
        note={p95Ms === null ? 'nobody asked' : `95% within ${formatDuration(p95Ms)}`}
      />
      <Figure
        label="Cost"
        value={formatUsd(costUsd)}
        note={`${formatCompact(tokens.input)} tokens read, ${formatCompact(tokens.output)} written`}
      />
      <Figure label="People helped" value={formatCount(answer.peopleHelped)} note="asked and got a recap" />
      <Figure
        label="Open action items"
        value={formatCount(answer.openActionItems)}
        note={<a href="/admin/action-items?state=open">See where they stand</a>}
      />
      <Figure
        label="In the queue"
        value={formatCount(queue.waiting)}
        note={
          queue.waiting === 0
            ? 'nothing waits'
            : `oldest for ${formatDuration(queue.oldestWaitingSeconds * 1000)}`
        }
      />
    </dl>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: ComponentChildren }): VNode {
  return (
    <div class="figure">
      <dt>{label}</dt>
      <dd>
        <span class="figure-value">{value}</span>
        <span class="figure-note">{note}</span>
      </dd>
    </div>
  );
}

function Failures({ answer: { failures }, frame }: { answer: Overview; frame: PageFrame }): VNode {
  return (
    <section class="card" aria-labelledby="failures-heading">
      <h2 id="failures-heading">What failed, and what mends it</h2>
      {failures.length === 0 ? (
        <p class="quiet-line">Nothing failed in these days.</p>
      ) : (
        <RemedyTable failures={failures} workspace={frame.query.workspace} />
      )}
    </section>
  );
}
