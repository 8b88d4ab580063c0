import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Pool, PoolClient } from 'pg';

const SCHEMA_FILE = 'schema.prisma';
const NO_FILTERS = { externalTables: [], externalEnums: [] };
const LOCKFILE = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };

export interface MigrationFile {
  name: string;
  sql: string;
}

/** Prisma's own schema engine, as WebAssembly, so that nothing has to be downloaded. */
export interface SchemaEngine {
  /** Applies what is not applied yet, in order. @returns the names of those it applied */
  apply(migrations: readonly MigrationFile[], baseDir: string): Promise<string[]>;
  /** The SQL that leads from the database as it is (or from an empty one) to the schema. */
  diff(from: 'database' | 'empty'): Promise<string>;
}

/** Opens the engine on a database. `schema` is the text of schema.prisma, `pool` is one that has not
 * been used yet, and stays the caller's to end. */
export async function openSchemaEngine({
  pool,
  schema,
}: {
  pool: Pool;
  schema: string;
}): Promise<SchemaEngine> {
  await loadWasm();
  pool.on('connect', readCharAsText);
  const adapter = bindMigrationAwareSqlAdapterFactory(
    tellingCharacters(new PrismaPg(pool, { disposeExternalPool: false })),
  );
  const engine = await glue.SchemaEngine.new({ datamodels: [[SCHEMA_FILE, schema]] }, () => {}, adapter);
  const files = [{ path: SCHEMA_FILE, content: schema }];
  return {
    async apply(migrations, baseDir) {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: {
          baseDir,
          lockfile: LOCKFILE,
          shadowDbInitScript: '',
          migrationDirectories: migrations.map(({ name, sql }) => ({
            path: name,
            migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
          })),
        },
        filters: NO_FILTERS,
      });
      return appliedMigrationNames;
    },
    async diff(from) {
      const { stdout } = await engine.diff({
        from:
          from === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: process.cwd() },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        filters: NO_FILTERS,
      });
      return stdout ?? '';
    },
  };
}

const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * PostgreSQL's catalogue has columns of its internal one-byte type "char", which the adapter refuses to read. Their values
 * travel like text, so they are announced as text.
 */
function readCharAsText(client: PoolClient): void {
  if (!('connection' in client) || !(client.connection instanceof EventEmitter)) return;
  client.connection.prependListener('rowDescription', ({ fields }: { fields: { dataTypeID: number }[] }) => {
    for (const field of fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
  });
}

/** The one of those columns that the engine will only read as a character. Every NOT NULL of PostgreSQL 18 has a row with it. */
const CHARACTER_COLUMN = 'constraint_type';

function tellingCharacters(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (query) => withCharacters(await queryRaw(query));
    return connection;
  };
  return factory;
}

function withCharacters(result: SqlResultSet): SqlResultSet {
  const columnTypes = result.columnTypes.map((type, index) =>
    result.columnNames[index] === CHARACTER_COLUMN ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}

let loading: Promise<void> | undefined;

/** The engine is one per process by its making: its JavaScript half holds the loaded module in a variable of its own. */
function loadWasm(): Promise<void> {
  loading ??= (async () => {
    const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const { instance } = await WebAssembly.instantiate(await readFile(glueFile.replace(/\.js$/, '.wasm')), {
      './schema_engine_bg.js': withIdleTimers({ ...glue }),
    });
    glue.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === 'function') start();
  })();
  return loading;
}

/** The engine leaves a timer of several seconds behind, which must not keep a process alive that is done. */
function withIdleTimers(imports: Record<string, unknown>): Record<string, unknown> {
  const timer = Object.keys(imports).find((name) => name.startsWith('__wbg_setTimeout_'));
  if (!timer) return imports;
  return { ...imports, [timer]: (work: () => void, ms: number) => setTimeout(work, ms >>> 0).unref() };
}
