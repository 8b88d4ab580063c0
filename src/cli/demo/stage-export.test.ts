import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeedMessage, WorkspaceSeed } from '../../simulator/seed.ts';
import { stageExport } from './stage-export.ts';

const NOW = new Date('2026-03-01T12:00:00.500Z');
const DAY_SECONDS = 86_400;
/** A Monday at midnight, UTC. */
const START = 1_699_833_600;

const at = (seconds: number) => `${START + seconds}.000100`;
const message = (seconds: number, more: Partial<SeedMessage> = {}): SeedMessage => ({
  ts: at(seconds),
  user: 'U1',
  text: `words ${seconds}`,
  ...more,
});

function workspace(messages: SeedMessage[], others: SeedMessage[] = []): WorkspaceSeed {
  const channel = { purpose: '', topic: '', isPrivate: false, members: ['U1', 'U2'], appIsMember: true };
  return {
    team: { id: 'T1', name: 'Acme', domain: 'acme' },
    people: [
      { id: 'U1', name: 'gone', realName: 'Gone Person', deleted: true },
      { id: 'U2', name: 'bot', realName: 'Build Bot', isBot: true },
      { id: 'U3', name: 'mara', realName: 'Mara Lind' },
    ],
    channels: [
      { ...channel, id: 'C1', name: 'general', messages },
      { ...channel, id: 'C2', name: 'random', messages: others },
    ],
  };
}

const thread = (start: number, replies: number, users = ['U1', 'U2', 'U3']): SeedMessage[] =>
  Array.from({ length: replies + 1 }, (_, index) =>
    message(start + index, { threadTs: at(start), user: users[index % users.length] ?? 'U3' }),
  );
const messagesOf = (seed: WorkspaceSeed, channelId: string) =>
  seed.channels.find(({ id }) => id === channelId)?.messages ?? [];

describe('an export on the stage', () => {
  it('shows its longest thread, asked for by somebody of it who can ask', () => {
    const { stops, seed } = stageExport(workspace(thread(0, 5), thread(100, 2)), NOW);
    const [root] = messagesOf(seed, 'C1');
    expect(stops.shortcut).toEqual({ channelId: 'C1', threadTs: root?.ts, askedBy: 'U3' });
    expect(stops.recall).toEqual({ channelId: 'C1', askedBy: 'U3' });
    expect(stops.notInvited).toBeNull();
  });

  it('has a busy day of the channel just behind it, and nothing later', () => {
    const busy = 3 * DAY_SECONDS;
    const busyDay = Array.from({ length: 30 }, (_, index) => message(busy + 600 * index + 60));
    const later = message(busy + 2 * DAY_SECONDS);
    const { seed } = stageExport(workspace([...thread(0, 5), ...busyDay, later]), NOW);
    const staged = messagesOf(seed, 'C1');
    expect(staged).toHaveLength(36);
    const lastDay = staged.filter(({ ts }) => Number(ts) >= NOW.getTime() / 1000 - DAY_SECONDS);
    expect(lastDay.map(({ text }) => text)).toEqual(busyDay.map(({ text }) => text));
  });

  it('is moved in time as a whole: no message lies in the future, and distances stay', () => {
    const seconds = fc.integer({ min: 0, max: 20 * DAY_SECONDS });
    fc.assert(
      fc.property(fc.uniqueArray(seconds, { maxLength: 30 }), seconds, (others, start) => {
        const threaded = thread(start, 4);
        const lone = others.map((second) => message(second, { ts: `${START + second}.000200` }));
        const given = [...threaded, ...lone].sort((one, other) => Number(one.ts) - Number(other.ts));
        const { seed } = stageExport(workspace(given), NOW);
        const staged = messagesOf(seed, 'C1');
        const [first] = staged;
        const shift = BigInt(first?.ts.replace('.', '') ?? 0) - BigInt(given[0]?.ts.replace('.', '') ?? 0);
        for (const [index, { ts, text, threadTs }] of staged.entries()) {
          expect(text).toBe(given[index]?.text);
          expect(BigInt(ts.replace('.', '')) - BigInt(given[index]?.ts.replace('.', '') ?? 0)).toBe(shift);
          expect(Number(ts) * 1000).toBeLessThanOrEqual(NOW.getTime());
          if (threadTs) expect(staged.some((root) => root.ts === threadTs)).toBe(true);
        }
        expect(staged.filter(({ threadTs }) => threadTs)).toHaveLength(5);
      }),
    );
  });

  it('moves the time of an edit along', () => {
    const edited = message(1, { threadTs: at(0), user: 'U3', edited: { user: 'U3', ts: at(2) } });
    const { seed } = stageExport(workspace([message(0, { threadTs: at(0) }), edited]), NOW);
    const [, staged] = messagesOf(seed, 'C1');
    expect(Number(staged?.edited?.ts) - Number(staged?.ts)).toBeCloseTo(1);
  });

  it.each([
    ['has no threads', workspace([message(0)]), 'the export has no threads'],
    [
      'has nobody in its longest thread who can ask',
      workspace(thread(0, 3, ['U1', 'U2'])),
      'nobody in the longest thread of the export can ask for a recap',
    ],
  ])('is refused where it %s', (_, seed, words) => {
    expect(() => stageExport(seed, NOW)).toThrow(words);
  });
});
