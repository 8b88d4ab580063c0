import { Redis } from 'ioredis';
import type { TestDatabase } from './database.ts';

/** Every row of every table, the queue's too, as JSON. */
export async function everythingInTables({ query }: TestDatabase): Promise<string> {
  const tables = await query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const contents = tables.map(async ({ name }) => {
    const rows = await query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    return `${name} ${JSON.stringify(rows)}`;
  });
  return (await Promise.all(contents)).join('\n');
}

const READ: Record<string, (client: Redis, key: string) => Promise<unknown>> = {
  string: (client, key) => client.get(key),
  hash: (client, key) => client.hgetall(key),
  list: (client, key) => client.lrange(key, 0, -1),
  set: (client, key) => client.smembers(key),
  zset: (client, key) => client.zrange(key, '0', '-1'),
  stream: (client, key) => client.xrange(key, '-', '+'),
  /** It went meanwhile. */
  none: async () => null,
};

/** Every key of a Redis with its value, as JSON. */
export async function everythingInRedis(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    const keys = await client.keys('*');
    const contents = keys.map(async (key) => {
      const type = await client.type(key);
      const read = READ[type];
      if (!read) throw new Error(`what ${key} holds, a ${type}, cannot be read here`);
      return `${key} ${JSON.stringify(await read(client, key))}`;
    });
    return (await Promise.all(contents)).join('\n');
  } finally {
    client.disconnect();
  }
}
