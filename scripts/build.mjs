// Compiles src/ to dist/, and puts beside it what the admin view serves as it is. Fast where nothing changed.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binOf, root, run } from './run.mjs';

run(join(root, 'scripts', 'generate.mjs'));
run(binOf('typescript', 'tsc'), ['-p', 'tsconfig.build.json']);

const [from, to] = ['src', 'dist'].map((folder) => join(root, folder, 'api', 'assets'));
const namesIn = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).sort().join() : '';
// What is there from before and is in the source no more would be served too.
if (namesIn(from) !== namesIn(to)) rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true });
