import { asRecallError, type RecallError } from '../../core/domain/errors.ts';
import { createQueueBackend } from '../../core/queue/backend.ts';
import type { Config } from '../../core/runtime/config.ts';
import { type DatabaseExamination, examineDatabase } from '../../core/store/examine.ts';
import { inBytes } from './bytes.ts';
import { about, type Check, type Finding } from './finding.ts';

const DATABASE = about('Database');
const TABLES = about('Tables');

/** Whether PostgreSQL answers, is new enough, and has the tables of this version: Recall's own, and the queue's where it is there. */
export function databaseCheck(config: Config): Check {
  return {
    what: 'Database',
    async look() {
      if (config.databaseUrl === '')
        return [
          DATABASE.skipped('DATABASE_URL is not set'),
          TABLES.skipped('there is no database to look in'),
        ];
      const examined = await examineDatabase(config.databaseUrl).catch(asRecallError);
      if (examined instanceof Error)
        return [away(examined), TABLES.skipped('the database could not be asked')];
      return [serverOf(examined), await tablesOf(examined, config)];
    },
  };
}

/** A start waits for one that is away. */
function away({ message, retryable }: RecallError): Finding {
  return DATABASE.broken(message, {
    fix: 'check DATABASE_URL, and that PostgreSQL runs and lets this machine in',
    atStart: retryable ? 'ignore' : 'stop',
  });
}

function serverOf({ version, isNewEnough, bytes }: DatabaseExamination): Finding {
  if (!isNewEnough)
    return DATABASE.broken(`PostgreSQL ${version} is too old`, {
      fix: 'Recall needs PostgreSQL 14 or newer',
    });
  return DATABASE.ok(`PostgreSQL ${version}, ${inBytes(bytes)} kept`);
}

/** A start migrates, or waits for `recall migrate`. */
async function tablesOf({ schema }: DatabaseExamination, config: Config): Promise<Finding> {
  if (schema === 'newer')
    return TABLES.broken('the database was migrated by a newer version of Recall', {
      fix: 'start that version',
    });
  const isQueueReady = config.redisUrl !== undefined || (await isReady(config));
  if (schema === 'current' && isQueueReady) return TABLES.ok('up to date');
  return TABLES.broken('the database has not been migrated', {
    fix: 'run recall migrate',
    atStart: 'ignore',
  });
}

async function isReady(config: Config): Promise<boolean> {
  return createQueueBackend(config)
    .ready()
    .then(
      () => true,
      () => false,
    );
}
