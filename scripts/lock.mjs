// Completes package-lock.json: npm run lock, after every change of dependencies.
// npm leaves out builds for other systems that the registry at hand does not hold, and `npm ci` then refuses the file, on every
// system. Their entries follow from the packages that name them, so they can be written without the registry.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const BUILD = /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/;
/** @type {Readonly<Record<string, string>>} */
const LIBC = { gnu: 'glibc', musl: 'musl' };

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { '': project, ...packages } = lock.packages;
const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => BUILD.test(name) && !isLocked(path, name))
    .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, entry)]),
);
const all = Object.entries({ ...packages, ...Object.fromEntries(missing) });
all.sort(([one], [other]) => (one < other ? -1 : 1));
lock.packages = { '': project, ...Object.fromEntries(all) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  missing.length === 0 ? 'the lock file is complete' : `added ${missing.length} builds for other systems`,
);

/**
 * Whether a package is in the lock file where another one would find it.
 * @param {string} from
 * @param {string} name
 */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder}/node_modules/${name}`.replace(/^\//, '')]) return true;
    if (folder === '') return false;
  }
}

/**
 * @param {string} name
 * @param {string} version
 * @param {{ dev?: boolean, license?: string, engines?: Record<string, string> }} owner the package that names it
 */
function entryOf(name, version, { dev, license, engines }) {
  const [, os, cpu, abi = ''] = BUILD.exec(name) ?? [];
  const libc = LIBC[abi];
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc] } : {}),
    license,
    optional: true,
    os: [os],
    ...(engines ? { engines } : {}),
  };
}
