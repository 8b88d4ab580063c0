import { othersInstalled } from '../../bot/only-workspace.ts';
import type { Config } from '../../core/runtime/config.ts';
import { keyIdOf } from '../../core/runtime/vault.ts';
import { createSlack } from '../../core/slack/client.ts';
import { BOT_SCOPES } from '../../core/slack/scopes.ts';
import { createStore, type Store } from '../../core/store/index.ts';
import type { Ended } from '../../core/store/installations/ended.ts';
import { about, type Check, type Finding } from './finding.ts';

const INSTALLATIONS = about('Installations');
const LEFT = about('Taken out');
const KEY = about('Encryption key');
/** So many are named in one line. */
const MOST_NAMED = 5;

/** Where Recall is installed and what is missing there, where it was taken out, and whether the keys open all tokens. */
export function installationsCheck(config: Config): Check {
  return {
    what: 'Installations',
    async look(signal) {
      const isSingle = config.slack.mode === 'single';
      if (config.databaseUrl === '' || (!isSingle && config.encryptionKeys.length === 0))
        return KEY.skipped('see the variables above');
      const store = createStore({ databaseUrl: config.databaseUrl, max: 2 });
      try {
        const found = await Promise.all([
          isSingle ? onlyOne(store, config, signal) : installed(store, config),
          takenOut(store),
          isSingle ? KEY.skipped('not needed with a bot token') : keyOf(store, config),
        ]);
        return found.flat();
      } catch {
        return KEY.skipped('the database could not be asked, or has not been migrated');
      } finally {
        await store.close();
      }
    },
  };
}

/** With a bot token: whether Recall works in its workspace, and serves nobody else. */
async function onlyOne(
  { workspaces, installations }: Store,
  { slack: { botToken: token, apiUrl } }: Config,
  signal: AbortSignal,
): Promise<Finding> {
  if (token === '') return INSTALLATIONS.skipped('SLACK_BOT_TOKEN is not set');
  const identity = await createSlack({ token, apiUrl, maxWaitMs: 0, signal })
    .identify()
    .catch(() => null);
  if (!identity) return INSTALLATIONS.skipped('whose SLACK_BOT_TOKEN is could not be asked');
  const { workspaceId: id } = identity;
  const sealed = await installations.sealedBeside(id);
  if (sealed.length > 0) {
    const { found, fix } = othersInstalled(sealed);
    return INSTALLATIONS.broken(found, { fix });
  }
  if (await workspaces.findActive(id)) return INSTALLATIONS.ok(`Recall works in workspace ${id}`);
  if ((await workspaces.organizationOf(id)) === null)
    return INSTALLATIONS.ok(`the first start of the bot installs it in workspace ${id}`);
  return INSTALLATIONS.broken(
    `workspace ${id} counts as ended, so that nothing is done there, though Slack takes the token`,
    {
      fix: 'start the bot, or restart it with the token of today: within half a minute it takes the workspace up again',
      atStart: 'ignore',
    },
  );
}

async function installed({ workspaces, installations }: Store, { publicUrl }: Config): Promise<Finding> {
  const [{ active, revoked }, lacking] = await Promise.all([
    workspaces.countByState(),
    installations.lacking(BOT_SCOPES),
  ]);
  const found = `${active} ${active === 1 ? 'workspace' : 'workspaces'}, and ${revoked} that took Recall out`;
  if (lacking.length > 0) {
    const where = named(lacking, ({ id, missing }) => `${id} lacks ${missing.join(', ')}`);
    return INSTALLATIONS.warn(`${found}; permissions that the manifest asks for are missing: ${where}`, {
      fix: `an admin of each opens ${publicUrl}/slack/install again`,
    });
  }
  if (active === 0)
    return INSTALLATIONS.warn('no workspace has installed Recall', {
      fix: `open ${publicUrl}/slack/install`,
    });
  return INSTALLATIONS.ok(found);
}

/** What is still kept of those that have ended, and until when. */
async function takenOut({ installations }: Store): Promise<Finding[]> {
  const { ended, total } = await installations.listEnded(MOST_NAMED);
  return total === 0 ? [] : [LEFT.ok(named(ended, inWords, total))];
}

function inWords({ id, name, for: reason, purgeAfter }: Ended): string {
  const why = reason ?? 'by its organization';
  return `${id} (${name}): ${why}, all about it is deleted on ${purgeAfter.toISOString().slice(0, 'yyyy-mm-dd'.length)}`;
}

function named<Item>(
  items: readonly Item[],
  words: (item: Item) => string,
  total: number = items.length,
): string {
  const shown = items.slice(0, MOST_NAMED).map(words);
  const more = total - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
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
