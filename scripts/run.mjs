import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The script behind a package's command, so that it is run by this very Node and without a shell, on any system.
 * @param {string} packageName
 * @param {string} [command] where the package has several
 */
export function binOf(packageName, command = packageName) {
  const folder = join(root, 'node_modules', ...packageName.split('/'));
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Runs a Node script in the project's folder and shows what it prints. Ends this process where it fails.
 * @param {string} script
 * @param {readonly string[]} [args]
 */
export function run(script, args = []) {
  const done = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
