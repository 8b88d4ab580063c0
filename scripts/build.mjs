// Compiles src/ to dist/. Fast where nothing changed.
import { join } from 'node:path';
import { binOf, root, run } from './run.mjs';

run(join(root, 'scripts', 'generate.mjs'));
run(binOf('typescript', 'tsc'), ['-p', 'tsconfig.build.json']);
