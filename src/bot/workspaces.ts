import type { InstalledWorkspace } from '../core/store/workspaces.ts';
import type { BotApp } from './app.ts';

/** The bot's part for each workspace: made when something of that workspace first comes in, and let go when others are more in use. */
export interface BotWorkspaces {
  /** Where Recall was installed anew meanwhile, as another bot user, it is made anew. */
  appFor(workspace: InstalledWorkspace): Promise<BotApp>;
  /** Resolves when nothing is at work any more for any workspace. */
  idle(): Promise<void>;
}

export interface BotWorkspacesDeps {
  make(workspace: InstalledWorkspace): Promise<BotApp>;
  /** How many are kept at a time. */
  most?: number;
}

const MOST = 200;

interface Entry {
  /** What the app was made of. */
  made: string;
  app: Promise<BotApp>;
}

export function createBotWorkspaces({ make, most = MOST }: BotWorkspacesDeps): BotWorkspaces {
  const entries = new Map<string, Entry>();
  const leaving = new Set<Promise<void>>();

  /** Goes on with what it has begun. */
  function letGo(id: string): void {
    const entry = entries.get(id);
    entries.delete(id);
    if (!entry) return;
    const left = entry.app.then((app) => app.idle()).catch(() => {});
    leaving.add(left);
    void left.finally(() => leaving.delete(left));
  }

  function begin(workspace: InstalledWorkspace, made: string): Entry {
    const entry = { made, app: make(workspace) };
    entry.app.catch(() => {
      if (entries.get(workspace.id) === entry) entries.delete(workspace.id);
    });
    return entry;
  }

  return {
    appFor(workspace) {
      const { id } = workspace;
      const made = JSON.stringify(workspace);
      const known = entries.get(id);
      if (known && known.made !== made) letGo(id);
      const entry = known?.made === made ? known : begin(workspace, made);
      // The one that was used last stands last, so that the first is the one to let go.
      entries.delete(id);
      entries.set(id, entry);
      const [oldest] = entries.keys();
      if (entries.size > most && oldest !== undefined) letGo(oldest);
      return entry.app;
    },

    async idle() {
      const apps = await Promise.allSettled([...entries.values()].map(({ app }) => app));
      const here = apps.flatMap((made) => (made.status === 'fulfilled' ? [made.value.idle()] : []));
      await Promise.allSettled([...here, ...leaving]);
    },
  };
}
