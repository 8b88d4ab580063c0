import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export function projectFile(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}
