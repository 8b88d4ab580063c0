import type { SeedChannel, SeedMessage, WorkspaceSeed } from '../../src/simulator/seed.ts';

export const MARA = 'U0MARA';
export const BO = 'U0BO';
export const GENERAL = 'C0GENERAL';

/** Slack timestamps of messages a minute apart that ended an hour ago. */
function tsOf(minutesAgo: number): string {
  return `${Math.floor(Date.now() / 1000) - 60 * minutesAgo}.000100`;
}

/**
 * A thread of four messages by two people, of today; its root is the first of what is returned. Threads that began at different
 * minutes are different threads.
 */
export function launchThread(earlierByMinutes = 0): SeedMessage[] {
  const at = (minutesAgo: number) => tsOf(minutesAgo + earlierByMinutes);
  const root = at(90);
  return [
    { ts: root, user: MARA, text: 'When do we launch?', threadTs: root },
    { ts: at(80), user: BO, text: 'The importer needs two more days.', threadTs: root },
    { ts: at(70), user: MARA, text: 'Then we launch on Thursday.', threadTs: root },
    { ts: at(60), user: BO, text: `I'll tell support, <@${MARA}>.`, threadTs: root },
  ];
}

/** Two people in one channel that Recall is in, and in some that it is not. */
export function meetingWorkspace(general: Partial<SeedChannel> = {}): WorkspaceSeed {
  const channel: SeedChannel = {
    id: GENERAL,
    name: 'general',
    purpose: 'Everything',
    topic: '',
    isPrivate: false,
    members: [MARA, BO],
    appIsMember: true,
    messages: general.messages ?? launchThread(),
  };
  return {
    team: { id: 'T0ACME', name: 'Acme', domain: 'acme' },
    people: [
      { id: MARA, name: 'mara', realName: 'Mara Lind', timeZone: 'Europe/Berlin', isAdmin: true },
      { id: BO, name: 'bo', realName: '' },
    ],
    channels: [
      { ...channel, ...general },
      { ...channel, id: 'C0PUBLIC', name: 'not-invited', appIsMember: false },
      { ...channel, id: 'C0SECRET', name: 'secret', isPrivate: true, appIsMember: false },
      { ...channel, id: 'C0QUIET', name: 'quiet', messages: [] },
    ],
  };
}
