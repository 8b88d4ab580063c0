// Runs every test, after building what some of them run. Needs nothing but Node: PostgreSQL comes with the packages, and where
// no redis-server is on the PATH, or no Chromium is there, Debian's are installed if that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { binOf, root, run } from './run.mjs';

const HOW_TO_GET_REDIS =
  'put redis-server on the PATH (Debian: apt-get install redis-server; macOS: brew install redis)';
const HOW_TO_GET_CHROMIUM =
  'install Chromium (Debian: apt-get install chromium), or put the path of a Chromium or Chrome into CHROMIUM_PATH';

if (!hasRedis()) install('redis-server');
if (!hasChromium()) install('chromium');
const withRedis = hasRedis();
if (!hasChromium()) console.error(`The tests of the admin view will fail: ${HOW_TO_GET_CHROMIUM}`);
if (!withRedis) {
  process.env.RECALL_TESTS_WITHOUT_REDIS = '1';
  sayWithoutRedis();
  if (process.env.CI) process.exit(1);
}
run(join(root, 'scripts', 'build.mjs'));
run(binOf('vitest'), ['run', ...process.argv.slice(2)]);
if (!withRedis) sayWithoutRedis();

function hasRedis() {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

function hasChromium() {
  return existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium');
}

function install(name) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  console.log(`no ${name} here: installing Debian’s package`);
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', name], { stdio: 'ignore', env });
}

function sayWithoutRedis() {
  console.error(`NOT RUN: the suites that need Redis. To run them, ${HOW_TO_GET_REDIS}`);
}
