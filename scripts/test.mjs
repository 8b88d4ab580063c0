// Runs every test, after building what some of them run. Needs nothing but Node: PostgreSQL comes with the packages, and where
// no redis-server is on the PATH Debian's is installed if that is possible.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { binOf, root, run } from './run.mjs';

const HOW_TO_GET_REDIS =
  'put redis-server on the PATH (Debian: apt-get install redis-server; macOS: brew install redis)';

const withRedis = hasRedis() || installRedis();
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

function installRedis() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  console.log('no redis-server on the PATH: installing Debian’s package');
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'redis-server'], {
    stdio: 'ignore',
    env,
  });
  return hasRedis();
}

function sayWithoutRedis() {
  console.error(`NOT RUN: the suites that need Redis. To run them, ${HOW_TO_GET_REDIS}`);
}
