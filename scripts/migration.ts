// Writes the migration that leads from the migrations there are to prisma/schema.prisma:
//   npm run migration -- <name> (DATABASE_URL names a server on which a scratch database may be made)
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { migrate } from '../src/core/store/migrate.ts';
import { openSchemaEngine } from '../src/core/store/schema-engine.ts';

const [name] = process.argv.slice(2);
const server = process.env.DATABASE_URL;
if (!name || !/^[a-z0-9_]+$/.test(name) || !server) {
  console.error('usage: DATABASE_URL=postgresql://… npm run migration -- <name_in_snake_case>');
  process.exit(2);
}

const scratch = `recall_migration_${process.pid}`;
const admin = new Pool({ connectionString: server });
await admin.query(`CREATE DATABASE ${scratch}`);
try {
  const databaseUrl = Object.assign(new URL(server), { pathname: `/${scratch}` }).toString();
  await migrate({ databaseUrl });
  const sql = await difference(databaseUrl);
  if (sql.includes('This is an empty migration')) {
    console.log('the migrations and the schema agree; nothing to write');
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join('prisma', 'migrations', `${stamp}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'migration.sql'), sql);
    console.log(`wrote ${join(folder, 'migration.sql')}`);
  }
} finally {
  await admin.query(`DROP DATABASE ${scratch} WITH (FORCE)`);
  await admin.end();
}

async function difference(databaseUrl: string): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl });
  try {
    const engine = await openSchemaEngine({
      pool,
      schema: await readFile(join('prisma', 'schema.prisma'), 'utf8'),
    });
    return await engine.diff('database');
  } finally {
    await pool.end();
  }
}
