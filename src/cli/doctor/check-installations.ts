import type { Config } from '../../core/runtime/config.ts';
import { keyIdOf } from '../../core/runtime/vault.ts';
import { BOT_SCOPES } from '../../core/slack/scopes.ts';
import { createStore, type Store } from '../../core/store/index.ts';
import { about, type Check, type Finding } from './finding.ts';

const INSTALLATIONS = about('Installations');
const KEY = about('Encryption key');

/** In OAuth mode: how many workspaces there are, and whether the keys open all their tokens. */
export function installationsCheck(config: Config): Check {
  return {
    what: 'Installations',
    async look() {
      if (config.slack.mode === 'single') return KEY.skipped('not needed with a bot token');
      if (config.databaseUrl === '' || config.encryptionKeys.length === 0)
        return KEY.skipped('see the variables above');
      const store = createStore({ databaseUrl: config.databaseUrl, max: 2 });
      try {
        return await Promise.all([installed(store, config), keyOf(store, config)]);
      } catch {
        return KEY.skipped('the database could not be asked, or has not been migrated');
      } finally {
        await store.close();
      }
    },
  };
}

async function installed({ workspaces, installations }: Store, { publicUrl }: Config): Promise<Finding> {
  const [{ active, revoked }, lacking] = await Promise.all([
    workspaces.countByState(),
    installations.countLacking(BOT_SCOPES),
  ]);
  const found = `${active} ${active === 1 ? 'workspace' : 'workspaces'}, and ${revoked} that took Recall out`;
  if (lacking > 0)
    return INSTALLATIONS.warn(`${found}; ${lacking} lack permissions that the manifest asks for`, {
      fix: `an admin of each opens ${publicUrl}/slack/install again; the admin view names them`,
    });
  if (active === 0)
    return INSTALLATIONS.warn('no workspace has installed Recall', {
      fix: `open ${publicUrl}/slack/install`,
    });
  return INSTALLATIONS.ok(found);
}

/** A start goes on while the keys open any token: the other workspaces are served. */
async function keyOf({ installations }: Store, { encryptionKeys }: Config): Promise<Finding> {
  const [current, ...former] = encryptionKeys.map(keyIdOf);
  const use = await installations.keyUse();
  const tokensOf = (keyIds: readonly (string | undefined)[]) =>
    use.filter(({ keyId }) => keyIds.includes(keyId)).reduce((sum, { tokens }) => sum + tokens, 0);
  const all = use.reduce((sum, { tokens }) => sum + tokens, 0);
  const [sealed, before] = [tokensOf([current]), tokensOf(former)];
  const closed = all - sealed - before;
  if (closed > 0)
    return KEY.broken(`${closed} of ${all} tokens are sealed with a key that is not here`, {
      fix: 'set that key as ENCRYPTION_KEY_PREVIOUS and run recall rotate-key; if it is lost, install Recall anew there',
      atStart: closed === all ? 'stop' : 'tell',
    });
  if (before > 0)
    return KEY.warn(`${before} of ${all} tokens are sealed with ENCRYPTION_KEY_PREVIOUS`, {
      fix: 'run recall rotate-key',
    });
  return KEY.ok(all === 0 ? 'nothing is sealed yet' : `it opens every token (${all})`);
}
