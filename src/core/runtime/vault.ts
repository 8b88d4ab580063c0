import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { RecallError } from '../domain/errors.ts';
import type { KeyId, Sealed, Vault } from '../domain/vault.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Stands before what is sealed, so that another way of sealing can be told from this one. */
const VERSION = 'v1';
const KEY_ID_LENGTH = 8;

export function keyIdOf(key: Buffer): KeyId {
  return createHash('sha256').update(key).digest('hex').slice(0, KEY_ID_LENGTH);
}

/**
 * A vault of keys of 32 bytes each. The first seals; all of them open. Sealed is `v1.` and, as base64url, the nonce, the ciphertext and
 * the tag of AES-256-GCM, with the owner as additional data.
 * @throws RecallError `key_missing` where there is no key, or one of another length
 */
export function createVault(keys: readonly Buffer[]): Vault {
  const [sealing] = keys;
  if (!sealing || keys.some(({ length }) => length !== KEY_BYTES))
    throw new RecallError('key_missing', `a vault needs a key of ${KEY_BYTES} bytes`);
  const keyId = keyIdOf(sealing);
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]));
  return {
    keyId,
    seal: (secret, owner) => ({ sealed: seal(secret, owner, sealing), keyId }),
    open({ sealed, keyId }, owner) {
      const key = byId.get(keyId);
      if (!key) throw new RecallError('key_missing', `nothing here opens what key ${keyId} sealed`);
      return open(sealed, owner, key);
    },
  };
}

/** What a store is opened with beside its address: nothing where there is no key, in single-workspace mode. */
export function vaultOf({ encryptionKeys }: { encryptionKeys: readonly Buffer[] }): { vault?: Vault } {
  return encryptionKeys.length === 0 ? {} : { vault: createVault(encryptionKeys) };
}

function seal(secret: string, owner: string, key: Buffer): Sealed['sealed'] {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(owner, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]).toString('base64url')}`;
}

function open(sealed: string, owner: string, key: Buffer): string {
  const [version, body = '', ...rest] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  const isWhole = bytes.length >= NONCE_BYTES + TAG_BYTES && bytes.toString('base64url') === body;
  if (version !== VERSION || rest.length > 0 || !isWhole) throw tampered();
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(owner, 'utf8'));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const secret = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
    return secret + decipher.final('utf8');
  } catch (cause) {
    throw tampered(cause);
  }
}

function tampered(cause?: unknown): RecallError {
  return new RecallError('internal', 'a sealed secret is not as it was sealed', { cause });
}
