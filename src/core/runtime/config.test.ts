import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ConfigError, type Environment, loadConfig, loadEngineConfig, readEnvironment } from './config.ts';

const DATABASE_URL = 'postgresql://recall:hunter2@db.internal:5432/recall';
const BOT: Environment = { DATABASE_URL, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'signing-secret' };

function complaintOf(environment: Environment, needs: Parameters<typeof loadConfig>[1] = []): string {
  try {
    loadConfig(environment, needs);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was taken');
}

describe('a configuration that is not usable', () => {
  it.each([
    ['DATABASE_URL', 'mysql://db/recall', 'a postgresql:// URL'],
    ['DATABASE_URL', 'db.internal', 'a postgresql:// URL'],
    ['REDIS_URL', 'http://cache', 'a redis:// or rediss:// URL'],
    ['SLACK_SIGNING_SECRET', 'short', 'the signing secret of the Slack app'],
    ['SLACK_BOT_TOKEN', 'xoxp-1', 'a bot token, which starts with xoxb-'],
    ['SLACK_APP_TOKEN', 'xoxb-1', 'an app-level token, which starts with xapp-'],
    ['SLACK_API_URL', 'https://slack.com/', 'a URL that ends in /api/'],
    ['SLACK_API_URL', '/api/', 'a URL that ends in /api/'],
    ['ENGINE', 'gpt', 'one of bedrock, builtin'],
    ['ENCRYPTION_KEY', 'c2hvcnQ=', '32 bytes, base64 (openssl rand -base64 32)'],
    ['PUBLIC_URL', 'recall.example', 'an http:// or https:// URL'],
    ['BOT_PORT', '70000', 'a whole number from 0 to 65535'],
    ['API_PORT', 'http', 'a whole number from 0 to 65535'],
    ['WORKER_CONCURRENCY', '0', 'a whole number from 1 to 256'],
    ['JOB_TIMEOUT_MS', '1e6', 'a whole number from 1000 to 3600000'],
    ['RETENTION_DAYS', '-1', 'a whole number from 0 to 36500'],
    ['MONTHLY_BUDGET_USD', '$5', 'an amount in US dollars, such as 25 or 0'],
    ['LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, trace, silent'],
    ['LOG_FORMAT', 'xml', 'one of json, pretty'],
  ])('%s=%s: says what it must be', (name, value, what) => {
    expect(complaintOf({ [name]: value })).toBe(`the configuration is not usable: ${name} must be ${what}`);
  });

  it('names what is malformed and what is missing in one message', () => {
    expect(complaintOf({ BOT_PORT: 'x', LOG_LEVEL: 'y' }, ['bot'])).toBe(
      [
        'the configuration is not usable: BOT_PORT must be a whole number from 0 to 65535',
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
        'DATABASE_URL must be set: a postgresql:// URL',
        'SLACK_SIGNING_SECRET must be set: the signing secret of the Slack app',
        'SLACK_BOT_TOKEN must be set: a bot token, which starts with xoxb-',
      ].join('; '),
    );
  });

  it('never tells a value', () => {
    const names = [
      ...['DATABASE_URL', 'REDIS_URL', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_API_URL', 'ENGINE'],
      ...[
        'ENCRYPTION_KEY',
        'PUBLIC_URL',
        'BOT_PORT',
        'WORKER_CONCURRENCY',
        'MONTHLY_BUDGET_USD',
        'LOG_LEVEL',
      ],
    ];
    const secret = fc.uuid();
    const value = fc.oneof(
      secret,
      secret.map((password) => `mysql://user:${password}@host/`),
      secret.map((token) => `xoxp-${token}`),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1 }), (environment) => {
        const complaint = complaintOf(environment, ['bot', 'worker', 'api']);
        for (const [name, given] of Object.entries(environment)) {
          expect(complaint).toContain(name);
          expect(complaint).not.toContain(given);
          expect(complaint).not.toContain(given.slice(-36, -30));
        }
      }),
    );
  });

  it('is one where half of a guardrail is given', () => {
    expect(complaintOf({ BEDROCK_GUARDRAIL_ID: 'g1' })).toContain('BEDROCK_GUARDRAIL_VERSION must be set');
    expect(complaintOf({ BEDROCK_GUARDRAIL_VERSION: '1' })).toContain('BEDROCK_GUARDRAIL_ID must be set');
  });

  it('is one where Bedrock is asked for without a model', () => {
    expect(complaintOf({ ENGINE: 'bedrock' })).toContain('BEDROCK_MODEL_ID must be set');
  });
});

describe('what each service needs', () => {
  it.each([
    { needs: ['database'], missing: ['DATABASE_URL'] },
    { needs: ['api'], missing: ['DATABASE_URL'] },
    { needs: ['worker'], missing: ['DATABASE_URL', 'SLACK_BOT_TOKEN'] },
    { needs: ['bot'], missing: ['DATABASE_URL', 'SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'] },
  ] as const)('$needs: $missing', ({ needs, missing }) => {
    const named = complaintOf({}, needs).match(/[A-Z_]+(?= must be set)/g);
    expect(named).toEqual(missing);
  });

  it('is nothing for making a recap without the services', () => {
    expect(loadEngineConfig({})).toEqual({ name: 'builtin' });
  });
});

describe('a usable configuration', () => {
  it('has the documented defaults', () => {
    expect(loadConfig({ ...BOT, LOG_FORMAT: 'json' }, ['bot', 'worker', 'api'])).toMatchObject({
      databaseUrl: DATABASE_URL,
      redisUrl: undefined,
      slack: {
        apiUrl: 'https://slack.com/api/',
        botToken: 'xoxb-1',
        signingSecret: 'signing-secret',
      },
      engine: { name: 'builtin' },
      publicUrl: 'http://localhost:3000',
      host: '127.0.0.1',
      botPort: 3000,
      apiPort: 3001,
      worker: { concurrency: 8, jobTimeoutMs: 300_000 },
      retentionDays: 365,
      log: { level: 'info', format: 'json' },
      withoutEffect: [],
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ ...BOT, BOT_PORT: '', REDIS_URL: '', ENGINE: '', LOG_LEVEL: '' }, ['bot'])).toEqual(
      loadConfig(BOT, ['bot']),
    );
    expect(complaintOf({ ...BOT, DATABASE_URL: '' }, ['bot'])).toContain('DATABASE_URL must be set');
  });

  it('takes port 0, for any free one', () => {
    expect(loadConfig({ BOT_PORT: '0', API_PORT: '0' }, [])).toMatchObject({ botPort: 0, apiPort: 0 });
  });

  it.each([
    { given: {}, engine: { name: 'builtin' } },
    { given: { BEDROCK_MODEL_ID: 'm' }, engine: { name: 'bedrock', modelId: 'm' } },
    { given: { BEDROCK_MODEL_ID: 'm', ENGINE: 'builtin' }, engine: { name: 'builtin' } },
    { given: { BEDROCK_MODEL_ID: 'm', ENGINE: 'bedrock' }, engine: { name: 'bedrock', modelId: 'm' } },
    {
      given: {
        BEDROCK_MODEL_ID: 'm',
        BEDROCK_FALLBACK_MODEL_ID: 'f',
        BEDROCK_GUARDRAIL_ID: 'g',
        BEDROCK_GUARDRAIL_VERSION: 'DRAFT',
        BEDROCK_PRICES_FILE: 'prices.json',
      },
      engine: {
        name: 'bedrock',
        fallbackModelId: 'f',
        guardrail: { id: 'g', version: 'DRAFT' },
        pricesFile: 'prices.json',
      },
    },
  ])('chooses the engine for $given', ({ given, engine }) => {
    expect(loadEngineConfig(given)).toMatchObject(engine);
  });

  it('names what is set and has no effect in this version', () => {
    const given = {
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_STATE_SECRET: '',
      BOT_PORT: '1',
    };
    expect(loadConfig(given, []).withoutEffect).toEqual(['SLACK_APP_TOKEN']);
  });
});

describe('how Recall is installed', () => {
  const CLIENT = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'secret',
    SLACK_STATE_SECRET: 'a secret of the operator',
  };
  const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');
  const { SLACK_BOT_TOKEN: _, ...WITHOUT_TOKEN } = BOT;

  it('is by links, where there is a client and no bot token', () => {
    const { slack, encryptionKeys } = loadConfig({ ...WITHOUT_TOKEN, ...CLIENT, ENCRYPTION_KEY }, [
      'bot',
      'worker',
    ]);
    expect(slack).toMatchObject({ mode: 'oauth', botToken: '', oauth: { clientId: '1.2', pkce: false } });
    expect(encryptionKeys).toEqual([Buffer.alloc(32, 7)]);
  });

  it('is by the bot token where there is one, also beside a client', () => {
    const { slack } = loadConfig({ ...BOT, ...CLIENT, SLACK_PKCE: 'on' }, ['bot']);
    expect(slack).toMatchObject({ mode: 'single', oauth: { clientId: '1.2', pkce: true } });
    expect(loadConfig(BOT, ['bot']).slack).toMatchObject({ mode: 'single', oauth: null });
  });

  it('needs a key for the tokens, and all of the client', () => {
    expect(complaintOf({ ...WITHOUT_TOKEN, ...CLIENT }, ['bot'])).toContain('ENCRYPTION_KEY must be set');
    expect(complaintOf({ ...BOT, SLACK_CLIENT_ID: '1.2' }, ['bot'])).toMatch(
      /SLACK_CLIENT_SECRET must be set.*SLACK_STATE_SECRET must be set/,
    );
  });

  it('takes no secret that could be guessed to sign what browsers keep', () => {
    expect(complaintOf({ ...BOT, ...CLIENT, SLACK_STATE_SECRET: 'fifteen letters' }, ['bot'])).toContain(
      'SLACK_STATE_SECRET must be at least 16 characters',
    );
  });

  it('says where the admin view is', () => {
    expect(loadConfig({ ...BOT, API_PORT: '4001' }, []).adminUrl).toBe('http://localhost:4001/admin');
    expect(loadConfig({ ...BOT, PUBLIC_URL: 'https://recall.example.com/' }, []).adminUrl).toBe(
      'https://recall.example.com/admin',
    );
  });
});

describe('the environment', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is that of the process over that of the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'recall-config-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, '.env');
    writeFileSync(file, 'HOST=from-file\nBOT_PORT="4000"\n# API_PORT=1\n');
    vi.stubEnv('HOST', 'from-process');
    expect(readEnvironment(file)).toMatchObject({ HOST: 'from-process', BOT_PORT: '4000' });
  });

  it('is that of the process alone where there is no file', () => {
    vi.stubEnv('HOST', 'from-process');
    expect(readEnvironment(join(tmpdir(), 'recall-has-no-such-file')).HOST).toBe('from-process');
  });
});
