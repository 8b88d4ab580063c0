import { RecallError } from '../core/domain/errors.ts';
import type { Vault } from '../core/domain/vault.ts';
import type { Config } from '../core/runtime/config.ts';
import { createVault } from '../core/runtime/vault.ts';
import { createStore, type Store } from '../core/store/index.ts';

interface RotateDeps {
  store: Pick<Store, 'installations'>;
  vault: Vault;
  write(text: string): void;
  now(): Date;
  batch?: number;
}

/** Seals every token with ENCRYPTION_KEY, and says what to do next. May be run again at any time. */
export async function runRotateKey(
  { databaseUrl, encryptionKeys }: Pick<Config, 'databaseUrl' | 'encryptionKeys'>,
  write: (text: string) => void,
): Promise<void> {
  if (encryptionKeys.length === 0)
    throw new RecallError(
      'key_missing',
      'ENCRYPTION_KEY is not set: set it to the new key, and ENCRYPTION_KEY_PREVIOUS to the former one',
    );
  const vault = createVault(encryptionKeys);
  const store = createStore({ databaseUrl, vault, max: 2 });
  try {
    await rotateKey({ store, vault, write, now: () => new Date() });
  } finally {
    await store.close();
  }
}

/**
 * @throws RecallError `key_missing` where a token is sealed with neither of the keys; all others are resealed by then
 */
export async function rotateKey({ store, vault, write, now, ...pace }: RotateDeps): Promise<void> {
  try {
    const { resealed } = await store.installations.resealAll({
      ...pace,
      now: now(),
      progress: ({ resealed, total }) => write(`resealed ${resealed} of ${total}\n`),
    });
    write(nextStep(resealed, vault));
  } catch (error) {
    if (error instanceof RecallError && error.code === 'key_missing')
      throw await missing(store, vault, error);
    throw error;
  }
}

function nextStep(resealed: number, { keyId }: Vault): string {
  const done =
    resealed === 0
      ? `nothing to reseal: every token is sealed with key ${keyId}`
      : `every token is sealed with key ${keyId} now`;
  return `${done}\nnext: once every process has been restarted with this ENCRYPTION_KEY, take ENCRYPTION_KEY_PREVIOUS out of their settings\n`;
}

/** What is sealed with a key that is not here, in words of an operator. */
async function missing(
  { installations }: Pick<Store, 'installations'>,
  vault: Vault,
  cause: RecallError,
): Promise<RecallError> {
  const others = (await installations.keyUse()).filter(({ keyId }) => keyId !== vault.keyId);
  const tokens = others.reduce((sum, each) => sum + each.tokens, 0);
  const keys = others.map(({ keyId }) => keyId).join(', ');
  return new RecallError(
    'key_missing',
    `${tokens} ${tokens === 1 ? 'token is' : 'tokens are'} sealed with another key (${keys}): set ENCRYPTION_KEY_PREVIOUS to it and run this again, or install Recall anew in those workspaces`,
    { cause },
  );
}
