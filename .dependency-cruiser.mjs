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
      { path: '^src/core/domain', pathNot: '\\.test\\.ts$' },
      {
        pathNot: ['^src/core/domain', '^node_modules/(@types/)?(zod|luxon)/'],
      },
    ),
    only(
      'core-parts-apart',
      'queue, store, slack and runtime know the domain, not each other',
      {
        path: '^src/core/(queue|store|slack|runtime)/',
        pathNot: '\\.test\\.ts$',
      },
      { path: '^src/', pathNot: ['^src/core/domain/', '^src/core/$1/'] },
    ),
    only(
      'display-above-parts',
      'display shows in Slack what is stored; it does not queue',
      { path: '^src/core/display/', pathNot: '\\.test\\.ts$' },
      { path: '^src/', pathNot: '^src/core/(display|domain|store|slack|runtime)/' },
    ),
    only(
      'core-below',
      'core knows none of the processes',
      { path: '^src/core', pathNot: '\\.test\\.ts$' },
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
    library('express', '^node_modules/express', ['^src/api']),
    only(
      'not-to-test',
      'what ships does not import tests',
      { path: '^(src|scripts)', pathNot: '\\.test\\.ts$' },
      { path: '\\.test\\.ts$|^tests' },
    ),
    only(
      'not-to-dev-dep',
      'what ships needs no development dependency',
      { path: '^src', pathNot: '\\.test\\.ts$' },
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
