import type { SeedChannel, SeedMessage, WorkspaceSeed } from '../../src/simulator/seed.ts';

/** The thread that `threadOf` makes hangs on this message. */
export const ROOT_TS = '1700000000.000000';

/** Two people, and four channels that differ in what the app may do in them. */
export function smallWorkspace(channel: Partial<SeedChannel> = {}): WorkspaceSeed {
  const base: SeedChannel = {
    id: 'C0GENERAL',
    name: 'general',
    purpose: 'Everything',
    topic: '',
    isPrivate: false,
    members: ['U0MARA', 'U0BO'],
    appIsMember: true,
    messages: [{ ts: ROOT_TS, user: 'U0MARA', text: 'Shall we move the launch?' }],
  };
  return {
    team: { id: 'T0ACME', name: 'Acme', domain: 'acme' },
    people: [
      { id: 'U0MARA', name: 'mara', realName: 'Mara Lind', timeZone: 'Europe/Berlin', isAdmin: true },
      { id: 'U0BO', name: 'bo', realName: 'Bo Tan' },
      { id: 'U0GONE', name: 'gone', realName: 'Gone Person', deleted: true, timeZone: 'Europe/Berlin' },
    ],
    channels: [
      { ...base, ...channel },
      { ...base, id: 'C0PUBLIC', name: 'public-without-app', appIsMember: false },
      { ...base, id: 'C0SECRET', name: 'private-without-app', isPrivate: true, appIsMember: false },
      { ...base, id: 'C0OLD', name: 'archived', isArchived: true },
    ],
  };
}

/** A thread as a seed has it: a root by Mara and replies by Bo, a second apart. */
export function threadOf(replies: number): SeedMessage[] {
  const root: SeedMessage = { ts: ROOT_TS, user: 'U0MARA', text: 'Shall we move the launch?' };
  return [
    root,
    ...Array.from({ length: replies }, (_, index) => ({
      ts: `${1_700_000_001 + index}.000000`,
      user: 'U0BO',
      text: `Reply ${index + 1}`,
      threadTs: ROOT_TS,
    })),
  ];
}

/** Messages in a channel itself, by Bo, a second apart, oldest first. */
export function messagesOf(count: number): SeedMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    ts: `${1_700_000_000 + index}.000000`,
    user: 'U0BO',
    text: `Message ${index + 1}`,
  }));
}
