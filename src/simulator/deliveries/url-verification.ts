import { newWord } from '../ids.ts';
import type { Courier } from './courier.ts';
import { VERIFICATION_TOKEN } from './envelope.ts';

/** Sends the challenge by which Slack checks a request URL; the app must send it back, as text or as JSON. */
export async function verifyRequestUrl(courier: Courier): Promise<boolean> {
  const challenge = newWord(40);
  const { status, body } = await courier.send({
    kind: 'url_verification',
    name: 'url_verification',
    contentType: 'application/json',
    body: JSON.stringify({ token: VERIFICATION_TOKEN, challenge, type: 'url_verification' }),
  });
  return status === 200 && challengeIn(body) === challenge;
}

function challengeIn(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'challenge' in parsed ? parsed.challenge : body;
  } catch {
    return body;
  }
}
