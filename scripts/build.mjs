// Compiles src/ to dist/, and puts beside it what the admin view serves as it is. Fast where nothing changed.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { binOf, root, run } from './run.mjs';

run(join(root, 'scripts', 'generate.mjs'));
run(binOf('typescript', 'tsc'), ['-p', 'tsconfig.build.json']);

const assets = join('api', 'assets');
cpSync(join(root, 'src', assets), join(root, 'dist', assets), { recursive: true });
