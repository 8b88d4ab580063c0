// Everything that CI checks besides the tests: types, lint, arrows, unused code, and that it builds.
import { join } from 'node:path';
import { binOf, root, run } from './run.mjs';

const steps = [
  ['types', binOf('typescript', 'tsc'), ['-p', 'tsconfig.json']],
  ['lint', binOf('@biomejs/biome', 'biome'), ['check', '--error-on-warnings', '.']],
  [
    'arrows',
    binOf('dependency-cruiser', 'depcruise'),
    ['--config', '.dependency-cruiser.mjs', 'src', 'scripts', 'bench'],
  ],
  ['unused code', binOf('knip'), []],
  ['build', join(root, 'scripts', 'build.mjs'), []],
];

run(join(root, 'scripts', 'generate.mjs'));
for (const [name, script, args] of steps) {
  console.log(`\n=== ${name}`);
  run(script, args);
}
