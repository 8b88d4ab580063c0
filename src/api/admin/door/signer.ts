import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signer {
  /** @returns the value with its signature behind it */
  sign(value: string, purpose: string): string;
  /** Null where it was not signed for this purpose, or not by us. */
  verified(signed: string, purpose: string): string | null;
}

/** Signs what browsers keep for us. The first key signs, any of them verifies. */
export function createSigner(keys: readonly Buffer[]): Signer {
  const [current] = keys;
  if (!current) throw new Error('a signer has at least one key');
  return {
    sign: (value, purpose) => `${value}.${macOf(current, purpose, value).toString('base64url')}`,
    verified(signed, purpose) {
      const at = signed.lastIndexOf('.');
      if (at < 0) return null;
      const value = signed.slice(0, at);
      const given = Buffer.from(signed.slice(at + 1), 'base64url');
      return keys.some((key) => areEqual(given, macOf(key, purpose, value))) ? value : null;
    },
  };
}

function macOf(key: Buffer, purpose: string, value: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n${value}`).digest();
}

function areEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
