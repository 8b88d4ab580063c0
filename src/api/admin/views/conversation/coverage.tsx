import type { VNode } from 'preact';
import type { ConversationDetail } from '../../../../core/domain/admin/conversations.ts';
import { counted, formatCount, inWords } from '../formats.ts';
import { LEFT_OUT_NAMES } from '../words.ts';

type Detail = Pick<ConversationDetail, 'coverage' | 'counts'>;

/** How much of the conversation was read, and how much the recap holds. */
export function Coverage({ coverage, counts }: Detail): VNode {
  return (
    <section class="card" aria-labelledby="coverage-heading">
      <h2 id="coverage-heading">Coverage</h2>
      {coverage === null ? (
        <p class="quiet-line">Nothing was read to the end.</p>
      ) : (
        <ReadOf coverage={coverage} />
      )}
      {counts === null ? null : <Held counts={counts} />}
    </section>
  );
}

function ReadOf({ coverage }: { coverage: NonNullable<Detail['coverage']> }): VNode {
  const { found, read, leftOut, partial } = coverage;
  const words = `read ${formatCount(read)} of ${counted(found, 'message')}`;
  const reasons = Object.entries(leftOut).filter(([, count]) => count > 0);
  return (
    <>
      <p>
        Recall {words}
        {partial ? ', not all that there are' : ''}.
      </p>
      <svg class="meter" role="img" aria-label={words}>
        <rect class="meter-ground" width="100%" height="100%" />
        <rect
          class="meter-good"
          width={`${found === 0 ? 0 : ((read / found) * 100).toFixed(2)}%`}
          height="100%"
        />
      </svg>
      {reasons.length === 0 ? null : (
        <ul class="plain">
          {reasons.map(([reason, count]) => (
            <li key={reason}>
              {formatCount(count)} {LEFT_OUT_NAMES[reason] ?? inWords(reason)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Held({ counts }: { counts: NonNullable<Detail['counts']> }): VNode {
  return (
    <p>
      The recap holds {counted(counts.points, 'point')}, {counted(counts.decisions, 'decision')},{' '}
      {counted(counts.actionItems, 'action item')} and {counted(counts.openQuestions, 'open question')}. What
      they say is shown in Slack, to those who may read it.
    </p>
  );
}
