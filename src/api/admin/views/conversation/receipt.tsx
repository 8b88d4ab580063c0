import type { VNode } from 'preact';
import type { ConversationDetail } from '../../../../core/domain/admin/conversations.ts';
import { formatCount, formatUsd, inWords } from '../formats.ts';
import { REMOVED_NAMES } from '../words.ts';

/** What making the recap took. */
export function Receipt({
  answer: { receipt, costUsd },
}: {
  answer: Pick<ConversationDetail, 'receipt' | 'costUsd'>;
}): VNode {
  return (
    <section class="card" aria-labelledby="receipt-heading">
      <h2 id="receipt-heading">Receipt</h2>
      {receipt === null ? (
        <p class="quiet-line">
          No recap was saved, so there is none.{' '}
          {costUsd === null
            ? 'No model has answered.'
            : `What the model answered cost ${formatUsd(costUsd)}.`}
        </p>
      ) : (
        <Paid receipt={receipt} />
      )}
    </section>
  );
}

function Paid({ receipt }: { receipt: NonNullable<ConversationDetail['receipt']> }): VNode {
  const { engine, model, promptVersion, tokens, costUsd, removed } = receipt;
  const taken = Object.entries(removed).filter(([, count]) => count > 0);
  return (
    <dl class="facts">
      <div>
        <dt>Engine</dt>
        <dd>
          {engine}
          {model === null ? '' : `, ${model}`}
          {promptVersion === null ? '' : `, prompt ${promptVersion}`}
        </dd>
      </div>
      <div>
        <dt>Tokens</dt>
        <dd>
          {formatCount(tokens.input)} read, {formatCount(tokens.output)} written; from the cache{' '}
          {formatCount(tokens.cacheRead)} read, {formatCount(tokens.cacheWrite)} written
        </dd>
      </div>
      <div>
        <dt>Cost</dt>
        <dd>{costUsd === null ? 'the model’s price is not known' : formatUsd(costUsd)}</dd>
      </div>
      <div>
        <dt>Removed by the check</dt>
        <dd>
          {taken.length === 0
            ? 'nothing'
            : taken
                .map(([what, count]) => `${REMOVED_NAMES[what] ?? inWords(what)}: ${formatCount(count)}`)
                .join(', ')}
        </dd>
      </div>
    </dl>
  );
}
