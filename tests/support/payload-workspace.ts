import type { SeedChannel, SeedMessage, WorkspaceSeed } from '../../src/simulator/seed.ts';

/** The thread of #general that the payloads speak of. */
export const PAYLOAD_ROOT = '1760000000.000100';
/** A channel, a thread and a person that no payload speaks of. */
export const CALM = 'C0CALM';
export const CALM_ROOT = '1760005000.000100';
export const CLEO = 'U0CLEO';

const at = (seconds: number) => `${1_760_000_000 + seconds}.000100`;

/** The people and channels that the payloads of `fixtures/payloads` speak of. */
export function payloadWorkspace(): WorkspaceSeed {
  return {
    team: { id: 'T0ACME', name: 'Acme', domain: 'acme' },
    people: [
      { id: 'U0MARA', name: 'mara', realName: 'Mara Lind', timeZone: 'Europe/Berlin', isAdmin: true },
      { id: 'U0BO', name: 'bo', realName: 'Bo Tan' },
      { id: CLEO, name: 'cleo', realName: 'Cleo Voss', timeZone: 'Europe/Paris' },
      { id: 'U0GAIL', name: 'gail', realName: 'Gail Ford', isRestricted: true },
      { id: 'U0OTTO', name: 'otto', realName: 'Otto Kern', teamId: 'T0OTHER', timeZone: 'Europe/Vienna' },
    ],
    channels: [
      channel('C0GENERAL', { name: 'general', messages: generalMessages() }),
      channel('C0BOARD', { name: 'board', isPrivate: true, messages: threadFrom(0, 'The budget is cut.') }),
      channel('C0HARBOUR', {
        name: 'harbour',
        isShared: true,
        members: ['U0MARA', 'U0OTTO'],
        messages: threadFrom(0, 'The pier is closed on Monday.'),
      }),
      channel('C0QUIET', { name: 'quiet' }),
      channel('C0OLD', { name: 'old', isArchived: true }),
      channel('C0CELLAR', { name: 'cellar', isPrivate: true }),
      channel('C0PUBLIC', { name: 'not-invited', appIsMember: false }),
      channel(CALM, {
        name: 'calm',
        members: [CLEO, 'U0BO'],
        messages: threadFrom(5000, 'Is it calm here?'),
      }),
    ],
  };
}

function channel(id: string, changes: Partial<SeedChannel>): SeedChannel {
  return {
    id,
    name: id.toLowerCase(),
    purpose: '',
    topic: '',
    isPrivate: false,
    members: ['U0MARA', 'U0BO', 'U0GAIL'],
    appIsMember: true,
    messages: [],
    ...changes,
  };
}

function threadFrom(seconds: number, text: string): SeedMessage[] {
  const threadTs = at(seconds);
  return [
    { ts: threadTs, user: 'U0MARA', text, threadTs },
    { ts: at(seconds + 60), user: 'U0BO', text: 'Yes, we decided so yesterday.', threadTs },
    { ts: at(seconds + 120), user: 'U0MARA', text: "Then I'll tell everyone by Friday.", threadTs },
  ];
}

function generalMessages(): SeedMessage[] {
  const threadTs = PAYLOAD_ROOT;
  return [
    { ts: at(0), user: 'U0MARA', text: 'When do we launch?', threadTs },
    { ts: at(60), user: 'U0BO', text: 'The importer needs two more days.', threadTs },
    { ts: at(120), user: 'U0MARA', text: 'We decided to launch on Thursday.', threadTs },
    { ts: at(180), user: 'U0BO', text: "I'll tell support by Friday.", threadTs },
    { ts: at(1000), user: 'U0MARA', text: 'Lunch?' },
  ];
}
