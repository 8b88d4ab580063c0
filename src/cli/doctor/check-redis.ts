import { asRecallError, type RecallError } from '../../core/domain/errors.ts';
import { examineRedis, type RedisExamination } from '../../core/queue/examine-redis.ts';
import type { Config } from '../../core/runtime/config.ts';
import { about, type Check, type Finding } from './finding.ts';

const REDIS = about('Redis');
const MEMORY = about('Redis, memory');
const DISK = about('Redis, disk');
const NO_EVICTION = 'noeviction';

/** Whether Redis answers, keeps every job, and keeps them over a restart. */
export function redisCheck({ redisUrl }: Pick<Config, 'redisUrl'>): Check {
  return {
    what: 'Redis',
    async look() {
      if (redisUrl === undefined)
        return REDIS.skipped('REDIS_URL is not set: the queue is kept in PostgreSQL');
      const examined = await examineRedis(redisUrl).catch(asRecallError);
      if (examined instanceof Error) return away(examined);
      return [REDIS.ok(examined.version), memoryOf(examined), diskOf(examined)];
    },
  };
}

/** A start goes on without one that is away: what is asked for waits in the database. */
function away({ message, retryable }: RecallError): Finding {
  return REDIS.broken(message, {
    fix: 'check REDIS_URL, and that Redis runs and lets this machine in',
    atStart: retryable ? 'tell' : 'stop',
  });
}

function memoryOf({ evictionPolicy: policy, hasMemoryLimit }: RedisExamination): Finding {
  if (policy === null)
    return MEMORY.skipped('cannot tell what Redis does when its memory is full', {
      fix: `see that its maxmemory-policy is ${NO_EVICTION}`,
    });
  if (policy === NO_EVICTION) return MEMORY.ok(NO_EVICTION);
  const fix = `set maxmemory-policy ${NO_EVICTION}`;
  if (hasMemoryLimit === false)
    return MEMORY.warn(`${policy}: with a limit of memory, jobs would be thrown away once it is full`, {
      fix,
    });
  return MEMORY.broken(`${policy}: jobs are thrown away when its memory is full`, { fix, atStart: 'tell' });
}

function diskOf({ isPersistent }: RedisExamination): Finding {
  if (isPersistent === null)
    return DISK.skipped('cannot tell whether Redis keeps its data over a restart', {
      fix: 'see that appendonly or snapshots are on',
    });
  if (isPersistent) return DISK.ok('data is kept over a restart');
  return DISK.warn('a restart of Redis empties the queue; what waits is then queued anew after a while', {
    fix: 'set appendonly yes',
  });
}
