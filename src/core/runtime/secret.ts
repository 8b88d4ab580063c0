import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const FINGERPRINT_LENGTH = 16;

/** 256 random bits, in characters that stand in URLs and cookies as they are. */
export function makeSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** By which a bot token of Slack's, which nobody can guess, is known again; of no use to whoever reads it. */
export function fingerprintOf(token: string): string {
  return hashOfSecret(token).slice(0, FINGERPRINT_LENGTH);
}

/**
 * What is kept of a secret, in hex: enough to know it again, and of no use to whoever reads it. Only for what nobody can guess, as
 * the secrets of `makeSecret`.
 */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
