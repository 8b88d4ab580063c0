import { hashOfSecret, makeSecret } from '../runtime/secret.ts';
import type { Store } from '../store/index.ts';

/** As long as the words around the link say. */
const HOLDS_MS = 5 * 60_000;

/** Makes a link that signs one person in to the admin view, once, within five minutes. @returns its URL */
export async function makeSignInLink(
  person: { workspaceId: string; userId: string },
  { links, adminUrl, now }: { links: Pick<Store['auth']['links'], 'create'>; adminUrl: string; now: Date },
): Promise<string> {
  const secret = makeSecret();
  const expiresAt = new Date(now.getTime() + HOLDS_MS);
  await links.create({ id: hashOfSecret(secret), ...person, expiresAt });
  return `${adminUrl}/link?token=${secret}`;
}
