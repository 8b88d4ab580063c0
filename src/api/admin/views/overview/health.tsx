import type { ComponentChildren, VNode } from 'preact';
import type { Health as HealthReport } from '../../resources/health-report.ts';
import { Badge } from '../badge.tsx';
import { counted, formatDuration } from '../formats.ts';

/** Each part of Recall and how it is, in a line each. */
export function Health({ health }: { health: HealthReport }): VNode {
  const { database, queue, worker, engine, slack } = health.components;
  return (
    <section class="card health" aria-labelledby="health-heading">
      <h2 id="health-heading">
        Health <Badge state={health.status} />
      </h2>
      <dl>
        <Part name="Database" status={database.status}>
          answered in {formatDuration(database.latencyMs)}
        </Part>
        <Part name="Queue" status={queue.status}>
          <span data-figure="waiting">{counted(queue.waiting, 'job')} waiting</span>
          {queue.waiting > 0 ? `, the oldest for ${formatDuration(queue.oldestWaitingSeconds * 1000)}` : ''};{' '}
          {queue.active} running, {queue.delayed} put off, {queue.failed} failed
        </Part>
        <Part name="Worker" status={worker.status}>
          {counted(worker.count, 'worker')}
          {worker.lastSeenSeconds === null
            ? ''
            : `, last seen ${formatDuration(worker.lastSeenSeconds * 1000)} ago`}
        </Part>
        <Part name="Engine" status={engine.status}>
          {engine.name}
          {engine.model === null ? '' : ` (${engine.model})`}
          {engine.fix === undefined ? null : <span class="fix">{engine.fix}</span>}
        </Part>
        <Part name="Slack" status={slack.status}>
          installed in {counted(slack.workspaces, 'workspace')}
        </Part>
      </dl>
      <p class="more">
        <a href="/admin/queues">Look into the queue</a>
      </p>
    </section>
  );
}

function Part({
  name,
  status,
  children,
}: {
  name: string;
  status: string;
  children: ComponentChildren;
}): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Badge state={status} /> <span class="detail">{children}</span>
      </dd>
    </div>
  );
}
