import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSigner } from './signer.ts';

const [key, older] = [randomBytes(32), randomBytes(32)];
const signer = createSigner([key]);

describe('what is signed', () => {
  it('is known again', () => {
    expect(signer.verified(signer.sign('a.b', 'session'), 'session')).toBe('a.b');
  });

  it('is not taken for another purpose, changed, cut or by another key', () => {
    const signed = signer.sign('value', 'session');
    expect(signer.verified(signed, 'notice')).toBeNull();
    expect(signer.verified(`x${signed}`, 'session')).toBeNull();
    expect(signer.verified(signed.slice(0, -1), 'session')).toBeNull();
    expect(signer.verified('value', 'session')).toBeNull();
    expect(signer.verified('', 'session')).toBeNull();
    expect(createSigner([older]).verified(signed, 'session')).toBeNull();
  });

  it('is known while the key is still there that signed it', () => {
    const signed = createSigner([older]).sign('value', 'session');
    expect(createSigner([key, older]).verified(signed, 'session')).toBe('value');
  });
});
