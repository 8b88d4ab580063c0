import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { inBytes } from './bytes.ts';
import { about, type Check, type Finding } from './finding.ts';

const DISK = about('Disk');
const MB = 1_000_000;
const LOW = 500 * MB;
const FULL = 50 * MB;

/** How much space is left where Recall runs and where temporary files go. The database's disk is looked after where it is. */
export function diskCheck(folders: readonly string[] = [process.cwd(), tmpdir()]): Check {
  return {
    what: 'Disk',
    async look() {
      const free = await Promise.all(folders.map(freeBytes));
      return toFinding(Math.min(...free));
    },
  };
}

export function toFinding(free: number): Finding {
  const found = `${inBytes(free)} are free`;
  const fix = 'make room where Recall runs';
  if (free < FULL) return DISK.broken(found, { fix });
  return free < LOW ? DISK.warn(found, { fix }) : DISK.ok(found);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
