import { afterEach, expect, it } from 'vitest';
import type { NewDigest } from '../../src/core/domain/digest/digest.ts';
import type { SeedChannel } from '../../src/simulator/seed.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { after, allSettled, digestsIn, MINUTE_MS, setUp } from '../support/digests.ts';
import { DAY_MS, type MovableClock, movableClock } from '../support/items.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { wordsOf } from '../support/reading.ts';
import { type Backend, type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

/** Where digests go. */
const [HERE, OTHER] = ['C0HERE', 'C0OTHER'];
const KEPT_IN = 'Nobody else is to hear of this.';

let recall: RecallUnderTest;
let clock: MovableClock;
afterEach(() => recall.close());

function channel(id: string, more: Partial<SeedChannel> = {}): SeedChannel {
  const { channels } = meetingWorkspace({ messages: launchThread() });
  const [general] = channels;
  if (!general) throw new Error('the workspace has no channel');
  return { ...general, id, name: id.toLowerCase(), ...more };
}

/** What was said in a channel before it was made private. */
const keptIn = () => launchThread().map((message) => ({ ...message, text: KEPT_IN }));

async function start(backend: Backend, ...channels: readonly SeedChannel[]): Promise<void> {
  clock = movableClock();
  const seed = meetingWorkspace();
  const places = [HERE, OTHER].map((id) => channel(id, { messages: [] }));
  recall = await startRecall({
    backend,
    seed: { ...seed, channels: [...seed.channels, ...places, ...channels] },
    now: clock.now,
    services: ['bot', 'worker'],
    pace: { digestsEveryMs: 200 },
  });
}

const switchOff = (id: string) =>
  recall.store.channels.changeSettings(
    recall.simulator.world.team.id,
    { id, name: id },
    { mode: 'off', language: null },
  );
/** What became of one digest. */
const find = (id: string) => recall.store.digests.find(recall.simulator.world.team.id, id);
const told = () =>
  recall
    .inDirectMessage(MARA)
    .filter(({ metadata }) => metadata?.event_type === 'recall_digest_paused')
    .map((message) => wordsOf(message));
const postedIn = (channelId: string) => digestsIn(recall, channelId).map((message) => wordsOf(message));

async function fallDue(digests: readonly Partial<NewDigest>[]) {
  const made = [];
  for (const digest of digests) made.push(await setUp(recall, digest));
  const due = made[0]?.nextDueAt ?? clock.now();
  clock.moveTo(after(due, 1000));
  return made;
}

const DIRECT = { postTo: null, isPersonal: true };

describeOnEachBackend('a digest that goes elsewhere is paused, and its author told why,', (backend) => {
  it('where a channel that it is of, or goes to, is closed to Recall or to them', async () => {
    const [put, archived, off] = ['C0PUT', 'C0OLDER', 'C0OFF'] as const;
    const [left, turned] = ['C0LEFT', 'C0PRIVATE'] as const;
    const [noEntry, closed] = ['C0NOENTRY', 'C0CLOSED'] as const;
    await start(
      backend,
      ...[put, archived, off, noEntry, closed].map((id) => channel(id)),
      channel(left, { isPrivate: true }),
      channel(turned, { messages: keptIn() }),
    );
    await recall.simulator.kick(put);
    await recall.simulator.kick(noEntry);
    await recall.simulator.archive(archived);
    await recall.simulator.archive(closed);
    await switchOff(off);
    await recall.simulator.kick(left, MARA);
    await recall.simulator.makePrivate(turned);
    const digests = await fallDue([
      { channelIds: [put], ...DIRECT },
      { channelIds: [archived], postTo: OTHER },
      { channelIds: [off], ...DIRECT },
      { channelIds: [left], ...DIRECT },
      { channelIds: [turned], postTo: OTHER },
      { channelIds: [GENERAL], postTo: noEntry },
      { channelIds: [GENERAL], postTo: closed },
    ]);
    await until(() => told().length === digests.length);
    const saysOf = (id: string) => told().find((words) => words.includes(`<#${id}>`));
    expect(saysOf(noEntry)).toContain(`I am not in <#${noEntry}> any more`);
    expect(saysOf(closed)).toContain(`<#${closed}> is archived`);
    expect(saysOf(put)).toContain(`I am not in <#${put}> any more: type \`/invite @Recall\` there.`);
    expect(saysOf(archived)).toContain(`<#${archived}> is archived`);
    expect(saysOf(off)).toContain(`Recall is switched off in <#${off}>`);
    expect(saysOf(left)).toContain(`You are no longer in <#${left}>`);
    expect(saysOf(turned)).toContain(`<#${turned}> was made private`);
    const codes = await Promise.all(digests.map(async ({ id }) => (await find(id))?.pausedFor));
    expect(codes).toEqual([
      'not_in_channel',
      'channel_archived',
      'channel_off',
      'left_channel',
      'turned_private',
      'not_in_channel',
      'channel_archived',
    ]);
    expect(postedIn(OTHER)).toEqual([]);
    clock.moveTo(after(clock.now(), DAY_MS));
    await allSettled(recall);
    expect(told()).toHaveLength(digests.length);
    expect(recall.inDirectMessage(BO)).toEqual([]);
  });

  it('where one channel of several is, of which nothing goes on, and the others are told this once', async () => {
    const turned = 'C0PRIVATE';
    await start(backend, channel(turned, { messages: keptIn() }));
    await recall.simulator.makePrivate(turned);
    const [digest] = await fallDue([{ channelIds: [GENERAL, turned], postTo: OTHER }]);
    await until(() => told().length === 1);
    const [posted = '', ...more] = postedIn(OTHER);
    expect(more).toEqual([]);
    expect(posted).toContain('Then we launch on Thursday.');
    expect(posted).toContain(`<#${turned}> is missing here.`);
    expect(posted).not.toContain(KEPT_IN);
    expect(await find(digest?.id ?? '')).toMatchObject({ state: 'paused', pausedFor: 'turned_private' });
  });

  it('but not where it was changed meanwhile, so that the next one can come', async () => {
    const turned = 'C0PRIVATE';
    await start(backend, channel(turned));
    await recall.stopWorker();
    const { id: team } = recall.simulator.world.team;
    const { id } = await setUp(recall, { channelIds: [turned], postTo: OTHER });
    await recall.store.digests.startNow(team, id, clock.now());
    await recall.simulator.makePrivate(turned);
    await recall.store.digests.change(team, id, { postTo: turned }, clock.now());
    await recall.startWorker();
    await allSettled(recall);
    expect([...postedIn(OTHER), ...postedIn(turned), ...told()]).toEqual([]);
    expect(await find(id)).toMatchObject({ state: 'active' });
  });

  it('where what it goes to is switched off, also once it is on its way', async () => {
    await start(backend);
    await recall.stopWorker();
    const digests = await Promise.all([
      setUp(recall, { postTo: OTHER }),
      setUp(recall, { channelIds: [HERE] }),
    ]);
    const { team } = recall.simulator.world;
    for (const { id } of digests) await recall.store.digests.startNow(team.id, id, clock.now());
    await switchOff(OTHER);
    await switchOff(HERE);
    await recall.startWorker();
    await until(() => told().length === digests.length);
    expect(told().join()).toContain(`Recall is switched off in <#${OTHER}>`);
    expect(told().join()).toContain(`Recall is switched off in <#${HERE}>`);
    await allSettled(recall);
    expect([...postedIn(OTHER), ...postedIn(GENERAL)]).toEqual([]);
  });
});

describeOnEachBackend('a digest that goes on in the channel that it is of', (backend) => {
  it('does so though the channel was made private, or its author left it', async () => {
    const [turned, left] = ['C0PRIVATE', 'C0LEFT'];
    await start(backend, channel(turned), channel(left, { isPrivate: true }));
    await recall.simulator.makePrivate(turned);
    await recall.simulator.kick(left, MARA);
    await fallDue([turned, left].map((id) => ({ channelIds: [id], postTo: id })));
    await until(() => postedIn(turned).length + postedIn(left).length === 2);
    expect(postedIn(turned)[0]).toContain('Then we launch on Thursday.');
    expect(postedIn(left)[0]).toContain('Then we launch on Thursday.');
    expect(told()).toEqual([]);
  });
});

describeOnEachBackend('the author of a paused digest', (backend) => {
  it('is told once though Slack’s answer to that was lost', async () => {
    await start(backend);
    const digest = await setUp(recall);
    recall.simulator.faults.loseAnswer('chat.postMessage', { times: 1 });
    const stopped = { digest, code: 'channel_archived', channelId: GENERAL } as const;
    await recall.store.digests.stop(stopped, clock.now());
    await until(() => recall.logLines.some((line) => line.includes('could not be told')));
    clock.moveTo(after(clock.now(), 10 * MINUTE_MS));
    await until(async () => !(await recall.store.digests.hasUntold(after(clock.now(), DAY_MS))));
    expect(told()).toHaveLength(1);
  });

  it('is waited for by no digest, where Slack does not answer', async () => {
    await start(backend);
    const digest = await setUp(recall, { author: BO });
    recall.simulator.faults.hang('conversations.open');
    await recall.store.digests.stop({ digest, code: 'channel_off', channelId: HERE }, clock.now());
    await until(async () => {
      const [row] = await recall.database.query<{ isTaken: boolean }>(
        `SELECT "tellPausedAt" > "changedAt" AS "isTaken" FROM "Digest"`,
      );
      return row?.isTaken;
    });
    await fallDue([{ channelIds: [GENERAL] }]);
    await until(() => postedIn(GENERAL).length === 1);
    expect(recall.inDirectMessage(BO)).toEqual([]);
    recall.simulator.faults.release();
    await until(() => recall.inDirectMessage(BO).length === 1);
  });
});
