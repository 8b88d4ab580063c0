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

/**
 * The small workspace with Gail and Sol, guests in #general of whom Sol is in no other channel, and with Otto of another
 * company, who is in #harbour with Mara and the app.
 */
export function connectedWorkspace(): WorkspaceSeed {
  const small = smallWorkspace({ messages: threadOf(2), members: ['U0MARA', 'U0BO', 'U0GAIL', 'U0SOL'] });
  return {
    ...small,
    people: [
      ...small.people,
      { id: 'U0GAIL', name: 'gail', realName: 'Gail Ford', isRestricted: true },
      { id: 'U0SOL', name: 'sol', realName: 'Sol Reyes', isUltraRestricted: true },
      { id: 'U0OTTO', name: 'otto', realName: 'Otto Kern', teamId: 'T0OTHER', timeZone: 'Europe/Vienna' },
    ],
    channels: [
      ...small.channels,
      {
        id: 'C0HARBOUR',
        name: 'harbour',
        purpose: 'Acme and the harbour',
        topic: '',
        isPrivate: false,
        isShared: true,
        members: ['U0MARA', 'U0GAIL', 'U0OTTO'],
        appIsMember: true,
        messages: [{ ts: ROOT_TS, user: 'U0OTTO', text: 'The pier is closed on Monday.' }],
      },
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
