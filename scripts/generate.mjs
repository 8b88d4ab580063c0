// Writes the Prisma client from prisma/schema.prisma. Skipped where it is newer than the schema.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { binOf, root } from './run.mjs';

const schema = join(root, 'prisma', 'schema.prisma');
const client = join(root, 'src', 'core', 'store', 'generated', 'client.ts');

if (!existsSync(client) || statSync(client).mtimeMs < statSync(schema).mtimeMs) {
  // The CLI would fetch a schema engine that `generate` never runs; any existing file stops that. The variable must not be
  // set for migrate commands: with it they exit 0 and do nothing.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
  const done = spawnSync(process.execPath, [binOf('prisma'), 'generate', '--schema', schema], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}`);
    process.exit(done.status ?? 1);
  }
}
