import { Redis } from 'ioredis';
import { RecallError } from '../domain/errors.ts';

export interface RedisExamination {
  version: string;
  /** What it does when its memory is full, such as `noeviction`; null where it does not say. */
  evictionPolicy: string | null;
  /** Whether there is a limit of memory at which it does that; null where it does not say. */
  hasMemoryLimit: boolean | null;
  /** Whether it writes its data to disk; null where it does not say, as most managed ones do not. */
  isPersistent: boolean | null;
}

const CONNECT_TIMEOUT_MS = 4000;

/**
 * What an operator has to know of the Redis that holds the queue. Most hosted ones do not permit CONFIG: what INFO says is taken then.
 * @throws RecallError `queue_unavailable`: retryable while it is away; not, where it refuses who asks
 */
export async function examineRedis(url: string): Promise<RedisExamination> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let trouble: unknown;
  client.on('error', (error) => {
    trouble ??= error;
  });
  try {
    await client.connect();
    const info = fieldsOf(await client.info());
    const save = await setting(client, 'save');
    const append = info.get('aof_enabled');
    return {
      version: info.get('redis_version') ?? 'of no known version',
      evictionPolicy: info.get('maxmemory_policy') ?? (await setting(client, 'maxmemory-policy')),
      hasMemoryLimit: info.has('maxmemory') ? info.get('maxmemory') !== '0' : null,
      isPersistent: append === '1' || (save === null ? null : save !== ''),
    };
  } catch (error) {
    throw unreachable(trouble ?? error);
  } finally {
    client.disconnect();
  }
}

/** Null where asking is not permitted. */
async function setting(client: Redis, name: string): Promise<string | null> {
  const answer = await client.config('GET', name).catch(() => null);
  const value: unknown = Array.isArray(answer) ? answer[1] : null;
  return typeof value === 'string' ? value : null;
}

/** INFO's lines are `name:value`. */
function fieldsOf(info: string): Map<string, string> {
  return new Map(
    info.split(/\r?\n/).flatMap((line): [string, string][] => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : [];
    }),
  );
}

/** Redis names what it refuses by the first word. */
const REFUSALS = /^(NOAUTH|WRONGPASS|NOPERM|ERR invalid password|ERR AUTH)/;

function unreachable(cause: unknown): RecallError {
  const error: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const isRefusal = error instanceof Error && REFUSALS.test(error.message);
  const words = error instanceof Error && error.message !== '' ? error.message : 'for no known reason';
  return new RecallError('queue_unavailable', `Redis cannot be reached: ${words}`, {
    retryable: !isRefusal,
    cause,
  });
}
