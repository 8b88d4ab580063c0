import type { VNode } from 'preact';
import type { ConversationDetail } from '../../../../core/domain/admin/conversations.ts';
import { formatDuration } from '../formats.ts';
import { Time } from '../time.tsx';
import { STAGE_NAMES } from '../words.ts';

const STAGES = ['gather', 'summarize', 'verify', 'save', 'deliver'] as const;
const EVENT_NAMES: Readonly<Record<string, string>> = {
  requested: 'Requested',
  taken_up: 'Taken up by a worker',
  posted: 'Posted in Slack',
  finished: 'Finished',
  deleted: 'Deleted in Slack on purpose',
};

/** What happened to a conversation, in order, and how long each stage took. */
export function Timeline({
  answer: { timeline, receipt },
}: {
  answer: Pick<ConversationDetail, 'timeline' | 'receipt'>;
}): VNode {
  return (
    <section class="card" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">What happened</h2>
      <ol class="timeline">
        {timeline.map(({ at, what }, index) => (
          <li key={index} class={`event event-${what}`}>
            <span>{EVENT_NAMES[what] ?? what}</span>
            <span class="event-time">
              <Time at={at} />
              {index === 0 ? null : <small>{sinceFirst(timeline, index)}</small>}
            </span>
          </li>
        ))}
      </ol>
      {receipt === null ? null : <Stages stages={receipt.stages} />}
    </section>
  );
}

function sinceFirst(timeline: ConversationDetail['timeline'], index: number): string {
  const from = Date.parse(timeline[0]?.at ?? '');
  const to = Date.parse(timeline[index]?.at ?? '');
  return `after ${formatDuration(Math.max(0, to - from))}`;
}

/** How long each stage took, as bars one after the other. */
function Stages({ stages }: { stages: NonNullable<ConversationDetail['receipt']>['stages'] }): VNode {
  const timed = STAGES.flatMap((stage) => {
    const ms = stages[stage];
    return ms === undefined ? [] : [{ stage, ms }];
  });
  const all = Math.max(
    1,
    timed.reduce((sum, { ms }) => sum + ms, 0),
  );
  let before = 0;
  return (
    <dl class="stages">
      {timed.map(({ stage, ms }) => {
        const start = (before / all) * 100;
        before += ms;
        return (
          <div key={stage}>
            <dt>{STAGE_NAMES[stage]}</dt>
            <dd>
              <svg class="stage-bar" aria-hidden="true">
                <rect class="stage-ground" width="100%" height="100%" />
                <rect
                  class={`fill-${stage}`}
                  x={`${Math.min(start, 99.2).toFixed(2)}%`}
                  width={`${Math.max(0.8, (ms / all) * 100).toFixed(2)}%`}
                  height="100%"
                />
              </svg>
              <span class="stage-time">{formatDuration(ms)}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
