/** Tells which key a secret was sealed with: the first eight hex digits of the key's SHA-256. */
export type KeyId = string;

export interface Sealed {
  /** Opaque; AES-256-GCM. */
  sealed: string;
  keyId: KeyId;
}

/** Keeps secrets at rest. What is sealed for one purpose and owner opens for that alone. */
export interface Vault {
  /** The key that seals today. */
  readonly keyId: KeyId;
  seal(secret: string, owner: string): Sealed;
  /** @throws RecallError `key_missing` where none of the keys is the one that it was sealed with, `internal` where it was tampered with */
  open(sealed: Sealed, owner: string): string;
}
