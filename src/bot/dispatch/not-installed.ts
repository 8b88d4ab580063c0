import type { ReceiverEvent } from '@slack/bolt';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import { ANYONE, speechFor } from '../../core/slack/messages/speech.ts';
import type { DeliveryKind } from './place.ts';

const ANSWER_LIMIT_MS = 5000;

/** What a person reads where Recall can do nothing for their workspace. */
export type Unserved = { why: 'not_installed'; installUrl: string | null } | { why: 'away' };

/**
 * Acknowledges a delivery that nothing is done for, and says why to the person who waits for an answer. Never throws: to whom that cannot
 * be said, it is not.
 */
export async function declineKindly(
  event: ReceiverEvent,
  kind: DeliveryKind,
  unserved: Unserved,
): Promise<void> {
  const { text } = plain(sentenceFor(unserved));
  const message = { response_type: 'ephemeral' as const, replace_original: false, text };
  if (kind === 'command') return event.ack(message);
  await event.ack();
  const url: unknown = event.body.response_url;
  if (typeof url !== 'string' || !URL.canParse(url)) return;
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  }).catch(() => {});
}

/** In whose language is not known: nothing of theirs may be read. */
function sentenceFor(unserved: Unserved): string {
  const { admin } = speechFor(ANYONE).words;
  if (unserved.why === 'away') return admin.away;
  const { installUrl } = unserved;
  return installUrl === null ? admin.notInstalled : admin.notInstalledYet(speechFor(ANYONE), { installUrl });
}
