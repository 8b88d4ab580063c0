import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { reachableForOthers } from '../../src/cli/demo/postgres-binaries.ts';
import { describeWithRedis } from '../support/backends.ts';
import { aPlace, buildRecall, type Place } from '../support/recall-bin.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const LIMIT_MS = 150_000;
/** Of somebody's own Recall, which a demo has nothing to do with. */
const ENVIRONMENT_OF_ANOTHER = {
  DATABASE_URL: 'postgresql://somebody:hunter2@127.0.0.1:1/production',
  REDIS_URL: 'redis://127.0.0.1:1',
  SLACK_BOT_TOKEN: 'xoxb-of-somebody',
  SLACK_SIGNING_SECRET: 'secret-of-somebody',
  SLACK_API_URL: 'http://127.0.0.1:1/api/',
};

beforeAll(buildRecall);

const untilNothingIsLeft = (place: Place) =>
  until(async () => (await place.leftovers()).length === 0, { limitMs: 60_000 });

/**
 * What a person sees who takes the tour: each way to ask, what comes back, and what can be done with it.
 * @param times how often it was taken with the same data, which the admin view counts
 */
function expectTour(output: string, { times = 1 }: { times?: number } = {}): void {
  const counts = `${6 * times} of ${7 * times} asked for, ${times} failed.+${times} × not_in_channel`;
  for (const what of [
    '“Recall this thread”',
    /presses “Done” .+ done by @/s,
    /presses “Update”: .+ 🆕 .+ up to date: 1 new/s,
    /deletes that message: .+ 1 point was removed/s,
    /types \/recall since \w+day in #booking.+only Aroha Tipene sees it/s,
    /presses “Share here”.+in the channel, for everyone/s,
    '“@Recall focus on the timeout”',
    'reacts to a thread with :recall:',
    /types \/recall note.+Recap of your notes, for you alone/s,
    /types \/recall decisions.+\d+ decisions in #booking/s,
    /types \/recall find nordhav.+\d results for “nordhav”/s,
    /types \/recall actions here.+\d+ open/s,
    /types \/recall waiting.+What waits for you/s,
    /the App Home.+Your action items.+Your latest recaps/s,
    /where Recall is no member.+\[How to add me\]/s,
    new RegExp(`types /recall admin.+works once.+Recaps made: ${counts}`, 's'),
  ]) {
    expect(output).toMatch(what);
  }
  expect(output.match(/Main points/g)?.length).toBeGreaterThanOrEqual(3);
  expect(output).toMatch(/Read 34 messages/);
}

/** Takes the ports that people's own servers stand on; one that is taken already is as good. */
async function takePorts(ports: readonly number[]): Promise<void> {
  await Promise.all(
    ports.map(async (port) => {
      const server = createServer();
      onTestFinished(() => void server.close());
      await new Promise<void>((resolve) => {
        server.once('error', () => resolve());
        server.listen(port, '127.0.0.1', resolve);
      });
    }),
  );
}

describe('recall demo --once', { timeout: LIMIT_MS }, () => {
  it('shows the tour, twice at once, whatever ports are taken and variables are set, and leaves nothing', async () => {
    await takePorts([3000, 3001, 5432, 6379]);
    const places = [await aPlace(), await aPlace()];
    const environments = [{}, ENVIRONMENT_OF_ANOTHER];
    const demos = await Promise.all(
      places.map((place, index) => place.run(['demo', '--once'], { environment: environments[index] ?? {} })),
    );
    for (const { code, stdout, stderr } of demos) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expectTour(stdout);
    }
    for (const place of places) expect(await place.leftovers()).toEqual([]);
  });

  it('keeps the data where it is asked to, and goes on with it the next time', async () => {
    const place = await aPlace();
    const first = await place.run(['demo', '--once', '--keep']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(place.folder)).toEqual(['recall-demo']);
    const second = await place.run(['demo', '--once', '--keep']);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expectTour(second.stdout, { times: 2 });
  });
});

describe('recall demo --export', { timeout: LIMIT_MS }, () => {
  const people = [
    { id: 'U0MARA', name: 'mara', profile: { real_name: 'Mara Lind' }, tz: 'Europe/Berlin' },
    { id: 'U0BO', name: 'bo', profile: { real_name: 'Bo Frisk' } },
  ];
  const said = (ts: string, user: string, text: string) => ({ type: 'message', ts, user, text });
  const messages = [
    said('1699013100.000200', 'U0MARA', 'When do we launch the importer?'),
    said('1699013160.000200', 'U0BO', 'It needs two more days of work.'),
    said('1699013220.000200', 'U0MARA', 'Then we launch on Thursday, agreed?'),
    said('1699013280.000200', 'U0BO', "Agreed. I'll tell support tomorrow."),
  ].map((message) => ({ ...message, thread_ts: '1699013100.000200' }));

  async function anExport(place: Place, files: Record<string, unknown>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const file = join(place.folder, 'export', name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(content));
    }
  }

  it('shows the tour of a workspace of one’s own', async () => {
    const place = await aPlace();
    await anExport(place, {
      'users.json': people,
      'channels.json': [{ id: 'C0LAUNCH', name: 'launch', members: ['U0MARA', 'U0BO'] }],
      'launch/2023-11-03.json': messages,
    });
    const { code, stdout, stderr } = await place.run(['demo', '--once', '--export', 'export']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('2 people');
    expect(stdout).toContain('#launch');
    expect(stdout).toContain('Thursday');
    expect(stdout).toMatch(/presses “Done” .+ done by @Mara Lind/s);
    expect(stdout).toMatch(/types \/recall decisions in #launch.+1 decision in #launch/s);
  });

  it.each([
    ['is not there', {}],
    ['has no thread', { 'users.json': people, 'channels.json': [{ id: 'C0', name: 'c', members: [] }] }],
    ['is not one', { 'users.json': { not: 'a list' }, 'channels.json': [] }],
  ])('says so where the export %s, and leaves nothing', async (_, files) => {
    const place = await aPlace();
    await anExport(place, files);
    const { code, stderr } = await place.run(['demo', '--once', '--export', 'export']);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await place.leftovers()).toEqual([]);
  });
});

describe('a demo that is ended', { timeout: LIMIT_MS }, () => {
  it.each(['Starting PostgreSQL', 'Creating the tables', 'Everything stays up'])(
    'leaves nothing where it is killed at “%s”',
    async (moment) => {
      const place = await aPlace();
      const demo = place.start(['demo']);
      await demo.untilSaid(moment);
      demo.kill('SIGKILL');
      expect(await demo.ended).toMatchObject({ code: null });
      await untilNothingIsLeft(place);
    },
  );

  it.each([
    ['SIGINT', 'Creating the tables'],
    ['SIGTERM', 'Everything stays up'],
  ] as const)('ends well and leaves nothing on %s at “%s”', async (signal, moment) => {
    const place = await aPlace();
    const demo = place.start(['demo']);
    await demo.untilSaid(moment);
    demo.kill(signal);
    expect(await demo.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await place.leftovers()).toEqual([]);
  });

  it('leaves nothing where nobody reads on what it writes', async () => {
    const place = await aPlace();
    const demo = place.start(['demo']);
    await demo.untilSaid('Starting PostgreSQL');
    demo.stopReading();
    expect(await demo.ended).toMatchObject({ code: 0, stderr: '' });
    await untilNothingIsLeft(place);
  });

  it('leaves nothing where its port is taken', async () => {
    const place = await aPlace();
    await takePorts([3000]);
    const { code, stderr } = await place.run(['demo', '--once', '--port', '3000']);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('3000');
    expect(await place.leftovers()).toEqual([]);
  });
});

describeWithRedis('recall demo --redis', () => {
  it('keeps the queue there', { timeout: LIMIT_MS }, async () => {
    const redis = await startRedisServer();
    onTestFinished(redis.close);
    const place = await aPlace();
    const { code, stdout, stderr } = await place.run(['demo', '--once', '--redis', redis.url]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Queue  Redis');
    expectTour(stdout);
  });
});

describe.runIf(process.getuid?.() === 0)('as root, whose PostgreSQL runs as somebody else', () => {
  it('says so where that one may not enter the folder for temporary files', async () => {
    const place = await aPlace();
    await chmod(place.folder, 0o700);
    const { code, stderr } = await place.run(['demo', '--once']);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('TMPDIR');
    expect(await place.leftovers()).toEqual([]);
  });

  it('copies the programs where they lie in a folder that only root may enter, and only there', async () => {
    const [open, closed, target] = [await programsIn(0o755), await programsIn(0o700), await aFolder(0o755)];
    expect(await reachableForOthers(open, target)).toBe(open);
    const copied = await reachableForOthers(closed, target);
    expect(copied).toEqual({
      initdb: join(target, 'programs', 'bin', 'initdb'),
      postgres: join(target, 'programs', 'bin', 'postgres'),
    });
    expect(await readdir(dirname(copied.postgres))).toEqual(['initdb', 'postgres']);
  });

  async function programsIn(mode: number) {
    const bin = join(await aFolder(mode), 'native', 'bin');
    await mkdir(bin, { recursive: true });
    const programs = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
    await Promise.all(Object.values(programs).map((file) => writeFile(file, 'program')));
    return programs;
  }

  async function aFolder(mode: number): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'recall-programs-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await chmod(folder, mode);
    return folder;
  }
});
