import type { VNode } from 'preact';
import type { ConversationDetail } from '../../../../core/domain/admin/conversations.ts';
import { formatDuration } from '../formats.ts';
import { Time } from '../time.tsx';
import { STAGE_NAMES } from '../words.ts';

const STAGES = ['gather', 'summarize', 'verify', 'save', 'deliver'] as const;
type Event = ConversationDetail['timeline'][number]['what'];
const EVENT_NAMES: Readonly<Record<Exclude<Event, 'finished'>, string>> = {
  requested: 'Requested',
  announced: 'Placeholder posted in Slack',
  retried: 'Queued once more',
  taken_up: 'Taken up by a worker',
  deleted: 'Deleted',
};
const END_NAMES: Readonly<Record<ConversationDetail['state'], string>> = {
  queued: 'Ended',
  running: 'Ended',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** What happened to a conversation, in order, and how long each stage took. */
export function Timeline({
  answer: { timeline, state, stages },
}: {
  answer: Pick<ConversationDetail, 'timeline' | 'state' | 'stages'>;
}): VNode {
  return (
    <section class="card" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">What happened</h2>
      <ol class="timeline">
        {timeline.map(({ at, what }, index) => (
          <li key={index} class={`event event-${what}`}>
            <span>{what === 'finished' ? END_NAMES[state] : EVENT_NAMES[what]}</span>
            <span class="event-time">
              <Time at={at} />
              {index === 0 ? null : <small>{sinceFirst(timeline, index)}</small>}
            </span>
          </li>
        ))}
      </ol>
      {Object.keys(stages).length === 0 ? null : <Stages stages={stages} />}
    </section>
  );
}

function sinceFirst(timeline: ConversationDetail['timeline'], index: number): string {
  const from = Date.parse(timeline[0]?.at ?? '');
  const to = Date.parse(timeline[index]?.at ?? '');
  return `after ${formatDuration(Math.max(0, to - from))}`;
}

/** How long each stage took, as bars one after the other. */
function Stages({ stages }: Pick<ConversationDetail, 'stages'>): VNode {
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
