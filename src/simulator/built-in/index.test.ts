import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeedChannel, SeedMessage, WorkspaceSeed } from '../seed.ts';
import { builtInTour, builtInWorkspace } from './index.ts';

const now = new Date('2026-03-11T14:20:00Z');
const HOUR = 3_600;
const workspace = builtInWorkspace({ now });

function channelNamed(name: string): SeedChannel {
  const channel = workspace.channels.find((candidate) => candidate.name === name);
  if (channel === undefined) throw new Error(`no #${name}`);
  return channel;
}

function threadsOf(channel: SeedChannel): SeedMessage[][] {
  const roots = new Set(channel.messages.flatMap((message) => message.threadTs ?? []));
  return [...roots].map((root) => channel.messages.filter((message) => message.threadTs === root));
}

function ageInHours(message: SeedMessage): number {
  return (now.getTime() / 1000 - Number(message.ts)) / HOUR;
}

describe('the people', () => {
  test('have unique ids and handles of the form that Slack uses', () => {
    const ids = workspace.people.map((person) => person.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(workspace.people.map((person) => person.name)).size).toBe(ids.length);
    expect(ids.filter((id) => !/^U[A-Z0-9]{8,10}$/.test(id))).toEqual([]);
  });

  test('are a company in several time zones, with the odd ones that every workspace has', () => {
    const humans = workspace.people.filter((person) => !person.isBot);
    expect(humans.length).toBeGreaterThanOrEqual(14);
    expect(new Set(humans.map((person) => person.timeZone)).size).toBeGreaterThan(8);
    expect(humans.filter((person) => person.realName === '' && person.timeZone === undefined)).toHaveLength(
      1,
    );
    expect(humans.filter((person) => person.deleted)).toHaveLength(1);
    expect(humans.some((person) => person.isAdmin)).toBe(true);
  });
});

describe('the channels', () => {
  test('are six: one private, one without the app, one nearly empty', () => {
    const { channels } = workspace;
    expect(channels).toHaveLength(6);
    expect(channels.filter((channel) => !/^C[A-Z0-9]{8,10}$/.test(channel.id))).toEqual([]);
    expect(new Set(channels.map((channel) => channel.id)).size).toBe(6);
    expect(channels.filter((channel) => channel.isPrivate).map((channel) => channel.name)).toEqual(['leads']);
    expect(channels.filter((channel) => !channel.appIsMember).map((channel) => channel.name)).toEqual([
      'support',
    ]);
    expect(channelNamed('hack-week').messages).toHaveLength(2);
  });

  test('have a busy last day and a whole week', () => {
    const lastDay = channelNamed('booking').messages.filter((message) => ageInHours(message) < 24);
    const fromPeople = lastDay.filter((message) => message.user !== undefined);
    const inTheChannel = fromPeople.filter((message) => (message.threadTs ?? message.ts) === message.ts);
    expect(inTheChannel.length).toBeGreaterThanOrEqual(40);
    for (const name of ['booking', 'general']) {
      const days = new Set(
        channelNamed(name).messages.map((message) => Math.floor(ageInHours(message) / 24)),
      );
      expect([...days].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
  });

  test('have at least twelve threads of 5 to 60 messages', () => {
    const lengths = workspace.channels.flatMap(threadsOf).map((thread) => thread.length);
    expect(lengths.length).toBeGreaterThanOrEqual(12);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(45);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
  });
});

describe.each(workspace.channels.map((channel) => [channel.name, channel] as const))(
  '#%s',
  (_name, channel) => {
    const members = new Set(channel.members);
    const gone = new Set(workspace.people.filter((person) => person.deleted).map((person) => person.id));

    test('is written, mentioned and reacted to by its members and by people who have left', () => {
      const mentioned = channel.messages.flatMap((message) =>
        [...message.text.matchAll(/<@(\w+)>/g)].map((match) => match[1] ?? ''),
      );
      const authors = channel.messages.flatMap((message) => message.user ?? []);
      const reacting = channel.messages.flatMap((message) => message.reactions ?? []).flatMap((r) => r.users);
      const strangers = [...authors, ...mentioned, ...reacting].filter(
        (id) => !members.has(id) && !gone.has(id),
      );
      expect(strangers).toEqual([]);
    });

    test('has members that exist and are still there', () => {
      const present = new Set(
        workspace.people.filter((person) => !person.deleted).map((person) => person.id),
      );
      expect(channel.members.filter((id) => !present.has(id))).toEqual([]);
      expect(members.size).toBe(channel.members.length);
    });

    test('has an author behind every message', () => {
      expect(channel.messages.filter((message) => !message.user && !message.botId)).toEqual([]);
    });

    test('answers roots only, after them, and counts its time upwards', () => {
      const roots = new Set(
        channel.messages.filter((m) => m.threadTs === undefined || m.threadTs === m.ts).map((m) => m.ts),
      );
      expect(channel.messages.filter((m) => m.threadTs !== undefined && !roots.has(m.threadTs))).toEqual([]);
      for (const thread of threadsOf(channel)) expect(thread[0]?.ts).toBe(thread[0]?.threadTs);
      const times = channel.messages.map((message) => Number(message.ts));
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    });

    test('leaves no stage direction in a text', () => {
      const texts = channel.messages.map((message) => message.text);
      expect(texts.filter((text) => /\{\w+\+\d+\}|undefined(?! legs)/.test(text))).toEqual([]);
    });
  },
);

test('nothing lies in the future and all within a week, whenever the simulator starts', () => {
  const anyNow = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(anyNow, (start) => {
      const ages = builtInWorkspace({ now: start })
        .channels.flatMap((channel) => channel.messages)
        .map((message) => start.getTime() / 1000 - Number(message.ts));
      expect(Math.min(...ages)).toBeGreaterThan(0);
      expect(Math.max(...ages)).toBeLessThan(7 * 24 * HOUR);
    }),
    { numRuns: 25 },
  );
});

test('the same moment makes the same workspace', () => {
  expect(builtInWorkspace({ now })).toEqual(builtInWorkspace({ now: new Date(now) }));
});

test('days are named as the people would name them at that moment', () => {
  const texts = textsOf(builtInWorkspace({ now: new Date('2026-03-11T14:20:00Z') }));
  expect(texts).toContain('Nordhav first on 18 March');
  expect(texts).toContain("I'll have the migration script ready by Thursday");
  expect(texts).toContain('Wir ziehen um, am 6. April');
});

describe('the tour', () => {
  const tour = builtInTour({ now });

  test('stops at threads that exist, with someone who may read them', () => {
    for (const stop of [tour.shortcut, tour.mention, tour.reaction]) {
      const channel = workspace.channels.find((candidate) => candidate.id === stop.channelId);
      expect(channel?.appIsMember).toBe(true);
      expect(channel?.members).toContain(stop.askedBy);
      expect(channel?.messages.map((message) => message.ts)).toContain(stop.threadTs);
    }
  });

  test('stops with people who may do what they do there', () => {
    const membersOf = (channelId: string) => workspace.channels.find(({ id }) => id === channelId)?.members;
    for (const { channelId, askedBy } of [tour.recall, tour.find, tour.waiting, tour.note, tour.notInvited]) {
      expect(membersOf(channelId)).toContain(askedBy);
    }
    expect(membersOf(tour.shortcut.channelId)).toContain(tour.doneBy);
    expect(membersOf(tour.reaction.channelId)).toContain(tour.reaction.allowedBy);
    expect(workspace.people.find(({ id }) => id === tour.reaction.allowedBy)?.isAdmin).toBe(true);
  });

  test('shows the shortcut on a thread of 20 to 40 messages by someone who was not in it', () => {
    const thread = channelNamed('booking').messages.filter((m) => m.threadTs === tour.shortcut.threadTs);
    expect(thread.length).toBeGreaterThanOrEqual(20);
    expect(thread.length).toBeLessThanOrEqual(40);
    expect(thread.map((message) => message.user)).not.toContain(tour.shortcut.askedBy);
  });

  test('asks where the app is not a member, too', () => {
    expect(tour.notInvited.channelId).toBe(channelNamed('support').id);
    expect(channelNamed('support').members).toContain(tour.notInvited.askedBy);
  });
});

function textsOf(seed: WorkspaceSeed): string {
  return seed.channels.flatMap((channel) => channel.messages.map((message) => message.text)).join('\n');
}
