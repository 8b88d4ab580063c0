import { hkdfSync } from 'node:crypto';
import type { Config } from '../../../core/runtime/config.ts';

const PURPOSE = 'recall admin cookies';
const KEY_BYTES = 32;

/**
 * Keys that sign the cookies of the admin view, made of a secret that the operator has set already: the first signs, any of them verifies.
 * Empty where there is no secret to make one of; the admin view is off then.
 */
export function doorKeysOf({ encryptionKeys, slack }: Pick<Config, 'encryptionKeys' | 'slack'>): Buffer[] {
  const secret = slack.oauth?.stateSecret || slack.signingSecret;
  const sources = encryptionKeys.length > 0 ? encryptionKeys : secret === '' ? [] : [Buffer.from(secret)];
  return sources.map((source) => Buffer.from(hkdfSync('sha256', source, '', PURPOSE, KEY_BYTES)));
}
