import { RecallError } from '../../core/domain/errors.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import { plainMessage } from '../../core/slack/plain-text.ts';

const RESPONSE_LIMIT_MS = 10_000;
/** How a response_url answers blocks that Slack refuses; it does not say what is wrong with them. */
const REFUSED = 400;

type Where = 'in_place' | { besideIn: string | null };

/**
 * Answers by a response_url that came in an earlier payload: in place of the message that it came from, or beside it, in its thread
 * where it stands in one. Slack puts an answer that names no thread into the channel, where nobody looks who has the thread open. Blocks
 * that Slack refuses are sent as plain text.
 * @throws RecallError `slack_unavailable`, `no_longer_there` where the url is used up or half an hour old
 */
export async function respondTo(url: string, message: OutgoingMessage, where: Where): Promise<void> {
  const answer = await send(url, message, where);
  if (answer.ok) return;
  const again = answer.status === REFUSED ? await send(url, plainMessage(message), where) : answer;
  if (!again.ok) throw new RecallError('no_longer_there', `a response_url answered ${again.status}`);
}

async function send(url: string, { text, blocks }: OutgoingMessage, where: Where): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      text,
      blocks,
      response_type: 'ephemeral',
      replace_original: where === 'in_place',
      ...(where === 'in_place' || where.besideIn === null ? {} : { thread_ts: where.besideIn }),
    }),
    signal: AbortSignal.timeout(RESPONSE_LIMIT_MS),
  }).catch((cause: unknown) => {
    throw new RecallError('slack_unavailable', 'a response_url did not answer', { retryable: true, cause });
  });
  await answer.body?.cancel();
  return answer;
}
