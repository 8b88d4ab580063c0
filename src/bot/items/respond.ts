import { RecallError } from '../../core/domain/errors.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';

const RESPONSE_LIMIT_MS = 10_000;

/**
 * Answers by a response_url that came in an earlier payload: beside the message that it came from, or in its place.
 * @throws RecallError `slack_unavailable`, `no_longer_there` where the url is used up or half an hour old
 */
export async function respondTo(
  url: string,
  { text, blocks }: OutgoingMessage,
  where: 'beside' | 'in_place',
): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      text,
      blocks,
      response_type: 'ephemeral',
      replace_original: where === 'in_place',
    }),
    signal: AbortSignal.timeout(RESPONSE_LIMIT_MS),
  }).catch((cause: unknown) => {
    throw new RecallError('slack_unavailable', 'a response_url did not answer', { retryable: true, cause });
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new RecallError('no_longer_there', `a response_url answered ${answer.status}`);
}
