import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../core/runtime/config.ts';
import { createEvents } from '../../core/runtime/events.ts';
import { type HttpServer, listen } from '../../core/runtime/http-server.ts';
import { createLogger } from '../../core/runtime/logger.ts';
import { createInstalling, INSTALL_PATH, REDIRECT_PATH } from './index.ts';

let server: HttpServer;
const audited: unknown[] = [];
const logger = createLogger({ level: 'silent', format: 'json' });
beforeAll(async () => {
  const config = loadConfig(
    {
      DATABASE_URL: 'postgresql://localhost/recall',
      SLACK_SIGNING_SECRET: 'a secret',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'another',
      SLACK_STATE_SECRET: 'a secret of the operator',
      ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      PUBLIC_URL: 'https://recall.example.com',
      TRUST_PROXY: '1',
    },
    ['bot'],
  );
  const installing = createInstalling({
    store: {
      installations: { save: async () => [] },
      auth: { attempts: { create: async () => {}, use: async () => null } },
      audit: { record: async () => void audited.push(1) },
    },
    installations: { forget: () => {} },
    config,
    logger,
    events: createEvents(logger),
    now: () => new Date('2026-11-23T10:00:10Z'),
  });
  server = await listen({
    host: '127.0.0.1',
    port: 0,
    portVariable: 'BOT_PORT',
    onRequest: (request, response) => void installing(request)?.(request, response),
  });
});
afterAll(() => server.close());

async function begin(forwardedFor: string): Promise<number> {
  const headers = { 'x-forwarded-for': forwardedFor };
  const { status } = await fetch(`${server.url}${INSTALL_PATH}`, { headers, redirect: 'manual' });
  return status;
}

describe('whoever begins to install without end', () => {
  it.each([
    ['one address', (n: number) => `198.51.100.${n}, 192.0.2.1`, '192.0.2.2'],
    ['one network of IPv6', (n: number) => `2001:db8:0:1${n}::${n}`, '2001:db8:0:200::1'],
  ])('from %s is told to wait, and nobody else', async (_, addressOf, another) => {
    const statuses = await Promise.all(Array.from({ length: 45 }, (_, n) => begin(addressOf(n + 10))));
    expect(statuses.filter((status) => status === 302)).toHaveLength(40);
    expect(await begin(another)).toBe(302);
  });
});

it('comes back without end from nowhere: the audit log is not filled', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => fetch(`${server.url}${REDIRECT_PATH}?state=forged&code=1`)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
  expect(audited).toHaveLength(30);
});
