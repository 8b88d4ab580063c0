import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../core/runtime/config.ts';
import type { ServiceName } from '../services.ts';
import { checkBeforeStart, StartError } from './before-start.ts';

/** Nobody listens on port 1. */
const AWAY = {
  DATABASE_URL: 'postgresql://recall:hunter2@127.0.0.1:1/recall',
  REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
  SLACK_API_URL: 'http://127.0.0.1:1/api/',
  SLACK_BOT_TOKEN: 'xoxb-hunter2',
  SLACK_SIGNING_SECRET: 'hunter2-hunter2',
  BOT_PORT: '0',
  API_PORT: '0',
};
const ALL: ServiceName[] = ['bot', 'worker', 'api'];

async function start(environment: Record<string, string>, signal = new AbortController().signal) {
  const warnings: string[] = [];
  await checkBeforeStart({
    services: ALL,
    config: loadConfig(environment, ALL),
    environment,
    logger: { warn: (fields, words) => void warnings.push(`${words} ${JSON.stringify(fields)}`) },
    signal,
    now: () => new Date(),
  });
  return warnings;
}

describe('before a start', () => {
  it('what is only away stops nothing', async () => {
    const warnings = await start(AWAY);
    expect(warnings).toEqual([expect.stringContaining('Redis cannot be reached')]);
    expect(warnings.join()).not.toContain('hunter2');
  });

  it('what no waiting mends stops it, in words that say what to do', async () => {
    const failure: unknown = await start({ ...AWAY, HOST: '203.0.113.1' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect(String(failure)).toContain('set HOST');
    expect(String(failure)).not.toContain('\n');
  });

  it('a stop that was asked for meanwhile ends it', async () => {
    await expect(start(AWAY, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
