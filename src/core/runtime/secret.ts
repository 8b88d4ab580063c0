import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits, in characters that stand in URLs and cookies as they are. */
export function makeSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * What is kept of a secret, in hex: enough to know it again, and of no use to whoever reads it. Only for secrets of `makeSecret`,
 * which nobody can guess.
 */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
