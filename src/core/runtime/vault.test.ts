import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecallError } from '../domain/errors.ts';
import { createVault, keyIdOf } from './vault.ts';

const [KEY, FORMER, OTHER] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const TOKEN = 'xoxb-not-a-real-token';
const vault = createVault([KEY]);

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof RecallError ? error.code : 'another error';
  }
}

describe('a vault', () => {
  it('opens what it sealed, for whom it sealed it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (secret, owner) => {
        expect(vault.open(vault.seal(secret, owner), owner)).toBe(secret);
      }),
    );
  });

  it('opens nothing for another owner', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (secret, owner, other) => {
        fc.pre(owner !== other);
        expect(codeOf(() => vault.open(vault.seal(secret, owner), other))).toBe('internal');
      }),
    );
  });

  it('opens nothing in which one bit is another', () => {
    const { sealed, keyId } = vault.seal(TOKEN, 'T1');
    const bytes = Buffer.from(sealed.slice('v1.'.length), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const tampered = { sealed: `v1.${changed.toString('base64url')}`, keyId };
        expect(codeOf(() => vault.open(tampered, 'T1'))).toBe('internal');
      }),
    );
  });

  it('opens nothing that is cut off, longer, of another version or no sealed text at all', () => {
    const { sealed, keyId } = vault.seal(TOKEN, 'T1');
    const odd = [
      sealed.slice(0, -4),
      `${sealed}AA`,
      `${sealed}=`,
      `${sealed}.`,
      sealed.replace('v1', 'v2'),
      ' ',
      'v1.',
      '',
    ];
    for (const text of odd) expect(codeOf(() => vault.open({ sealed: text, keyId }, 'T1'))).toBe('internal');
  });

  it('seals the same differently each time, and shows nothing of it', () => {
    const sealed = Array.from({ length: 50 }, () => vault.seal(TOKEN, 'T1').sealed);
    expect(new Set(sealed).size).toBe(50);
    expect(sealed.join()).not.toContain(TOKEN);
    expect(sealed[0]).toMatch(/^v1\.[\w-]+$/);
  });

  it('seals with its first key, and opens with each', () => {
    const rotating = createVault([KEY, FORMER]);
    const before = createVault([FORMER]).seal(TOKEN, 'T1');
    expect(rotating.keyId).toBe(keyIdOf(KEY));
    expect(rotating.seal(TOKEN, 'T1').keyId).toBe(keyIdOf(KEY));
    expect(rotating.open(before, 'T1')).toBe(TOKEN);
    expect(before.keyId).toMatch(/^[0-9a-f]{8}$/);
  });

  it('says that a key is missing, where it is', () => {
    const elsewhere = createVault([OTHER]).seal(TOKEN, 'T1');
    expect(codeOf(() => createVault([KEY, FORMER]).open(elsewhere, 'T1'))).toBe('key_missing');
    expect(codeOf(() => createVault([]))).toBe('key_missing');
    expect(codeOf(() => createVault([KEY, randomBytes(16)]))).toBe('key_missing');
  });

  it('does not open what another key sealed, though it is said to be its own', () => {
    const { sealed } = createVault([OTHER]).seal(TOKEN, 'T1');
    expect(codeOf(() => vault.open({ sealed, keyId: vault.keyId }, 'T1'))).toBe('internal');
  });
});
