import { createRequire } from 'node:module';

// dependency-cruiser has swc parse TypeScript without JSX, which our pages are written in.
const swc = createRequire(import.meta.url)('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

/** The arrows of the house: who may import whom. */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const library = (name, path, owners) =>
  only(
    `one-owner-${name}`,
    `${name} is used in ${owners.join(' and ')} alone`,
    { path: '^src', pathNot: owners },
    { path },
  );

export default {
  forbidden: [
    only('no-circular', 'no cycles, types included', {}, { circular: true }),
    only(
      'domain-knows-nothing',
      'the domain imports zod, and luxon for calendars by zone; both are pure',
      { path: '^src/core/domain', pathNot: '\\.test\\.tsx?$' },
      {
        pathNot: ['^src/core/domain', '^node_modules/(@types/)?(zod|luxon)/'],
      },
    ),
    only(
      'core-parts-apart',
      'queue, store, slack and runtime know the domain, not each other',
      {
        path: '^src/core/(queue|store|slack|runtime)/',
        pathNot: '\\.test\\.tsx?$',
      },
      { path: '^src/', pathNot: ['^src/core/domain/', '^src/core/$1/'] },
    ),
    only(
      'display-above-parts',
      'display shows in Slack what is stored; it does not queue',
      { path: '^src/core/display/', pathNot: '\\.test\\.tsx?$' },
      { path: '^src/', pathNot: '^src/core/(display|domain|store|slack|runtime)/' },
    ),
    only(
      'installations-above-parts',
      'installations know how Recall is installed, and call Slack for it',
      { path: '^src/core/installations/', pathNot: '\\.test\\.tsx?$' },
      { path: '^src/', pathNot: '^src/core/(installations|domain|store|slack|runtime)/' },
    ),
    only(
      'admins-above-parts',
      'who is an admin is asked of Slack, by how Recall is installed there',
      { path: '^src/core/admins/', pathNot: '\\.test\\.tsx?$' },
      { path: '^src/', pathNot: '^src/core/(admins|installations|domain|store|runtime)/' },
    ),
    only(
      'core-below',
      'core knows none of the processes',
      { path: '^src/core', pathNot: '\\.test\\.tsx?$' },
      { path: '^src/(bot|worker|api|cli|simulator)/' },
    ),
    only(
      'bot-apart',
      'the bot imports core and itself',
      { path: '^src/bot' },
      { path: '^src/(worker|api|cli|simulator)/' },
    ),
    only(
      'worker-apart',
      'the worker imports core and itself',
      { path: '^src/worker' },
      { path: '^src/(bot|api|cli|simulator)/' },
    ),
    only(
      'api-apart',
      'the api imports core and itself',
      { path: '^src/api' },
      { path: '^src/(bot|worker|cli|simulator)/' },
    ),
    only(
      'nothing-imports-cli',
      'the cli is on top',
      { pathNot: ['^src/cli', '^tests', '^scripts', '^bench'] },
      { path: '^src/cli' },
    ),
    only(
      'simulator-apart',
      'what stands in for Slack shares no code with what it checks',
      { path: '^src/simulator' },
      {
        path: '^src/',
        pathNot: '^src/simulator',
      },
    ),
    library('prisma', '^node_modules/@prisma', ['^src/core/store']),
    library('generated-client', '^src/core/store/generated', ['^src/core/store']),
    library('pg', '^node_modules/pg/', ['^src/core/store', '^src/core/queue', '^src/cli/demo']),
    library('bullmq', '^node_modules/(bullmq|ioredis)', ['^src/core/queue', '^src/worker/worker\\.ts']),
    library('slack-web-api', '^node_modules/@slack/web-api', ['^src/core/slack']),
    library('bolt', '^node_modules/@slack/bolt', ['^src/bot']),
    library('aws', '^node_modules/(@aws-sdk|@smithy)', ['^src/worker/engines']),
    library('express', '^node_modules/(express|helmet|@bull-board|openid-client|preact)', ['^src/api']),
    library('prom-client', '^node_modules/prom-client', ['^src/api']),
    only(
      'not-to-test',
      'what ships does not import tests',
      { path: '^(src|scripts)', pathNot: '\\.test\\.tsx?$' },
      { path: '\\.test\\.tsx?$|^tests' },
    ),
    only(
      'not-to-dev-dep',
      'what ships needs no development dependency',
      { path: '^src', pathNot: '\\.test\\.tsx?$' },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    only('resolvable', 'every import is found', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['src/core/store/generated/internal'] },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
