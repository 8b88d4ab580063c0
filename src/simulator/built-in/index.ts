import type { SeedPerson, WorkspaceSeed } from '../seed.ts';
import { deckHolds } from './channels/booking/deck-holds.ts';
import { booking } from './channels/booking.ts';
import { general } from './channels/general.ts';
import { hackWeek } from './channels/hack-week.ts';
import { leads } from './channels/leads.ts';
import { certificate, slowCheckout } from './channels/ops-alerts/incidents.ts';
import { opsAlerts } from './channels/ops-alerts.ts';
import { support } from './channels/support.ts';
import { OFFICE_MEETING } from './meeting.ts';
import { type Handle, isHandle, PEOPLE } from './people.ts';
import { CHANNEL_IDS } from './places.ts';
import type { ChannelScript, Scene } from './script.ts';
import { stageChannel } from './staging.ts';

const CHANNELS = [general, booking, opsAlerts, support, hackWeek, leads];

/**
 * Kelpline, an invented company, as its workspace stands at `now`: everything in it happened during the week before.
 * The same `now` always makes the same workspace.
 */
export function builtInWorkspace({ now }: { now: Date }): WorkspaceSeed {
  return {
    team: { id: 'T01KELPLIN', name: 'Kelpline', domain: 'kelpline' },
    people: everyone(),
    channels: CHANNELS.map((script) => stageChannel(script, now).channel),
  };
}

/** Where the tour of the demo stops: who asks, and about what. */
export interface Tour {
  /** The message shortcut on a long thread with decisions and tasks. */
  shortcut: ThreadStop;
  /** `/recall` in a channel with a busy last day. */
  recall: Stop;
  /** Whose task the first one of that thread is. */
  doneBy: string;
  /** A mention of the app in a thread, with words that steer it. */
  mention: ThreadStop & { words: string };
  /** A reaction in a channel whose settings `allowedBy` may change. */
  reaction: ThreadStop & { allowedBy: string };
  /** What was said in the threads before, looked for by somebody. */
  find: Stop & { words: string };
  /** Somebody with tasks of several of the threads before. */
  waiting: Stop;
  /** What was said in a meeting, to be pasted. */
  note: Stop & { title: string; text: string };
  /** `/recall` where the app has not been invited, far enough back that something was said. */
  notInvited: Stop & { words: string };
  /** An admin of the workspace. */
  admin: Stop;
}

interface Stop {
  channelId: string;
  askedBy: string;
}

export interface ThreadStop extends Stop {
  threadTs: string;
}

/** The stops of the tour in the built-in workspace of the same `now`. */
export function builtInTour({ now }: { now: Date }): Tour {
  return {
    shortcut: threadStop(booking, deckHolds, 'caleb', now),
    recall: { channelId: CHANNEL_IDS.booking, askedBy: PEOPLE.aroha.id },
    doneBy: PEOPLE.priya.id,
    mention: { ...threadStop(opsAlerts, slowCheckout, 'ines', now), words: 'focus on the timeout' },
    reaction: { ...threadStop(opsAlerts, certificate, 'nora', now), allowedBy: PEOPLE.mara.id },
    find: { channelId: CHANNEL_IDS.booking, askedBy: PEOPLE.caleb.id, words: 'nordhav' },
    waiting: { channelId: CHANNEL_IDS.booking, askedBy: PEOPLE.ines.id },
    note: { channelId: CHANNEL_IDS.general, askedBy: PEOPLE.kofi.id, ...OFFICE_MEETING },
    notInvited: { channelId: CHANNEL_IDS.support, askedBy: PEOPLE.nora.id, words: '5d' },
    admin: { channelId: CHANNEL_IDS.booking, askedBy: PEOPLE.mara.id },
  };
}

function threadStop(script: ChannelScript, scene: Scene, asker: Handle, now: Date): ThreadStop {
  const threadTs = stageChannel(script, now).startOf.get(scene);
  if (threadTs === undefined) throw new Error(`The script of #${script.name} has lost a thread of the tour`);
  return { channelId: CHANNEL_IDS[script.name], threadTs, askedBy: PEOPLE[asker].id };
}

function everyone(): SeedPerson[] {
  return Object.keys(PEOPLE)
    .filter(isHandle)
    .map((name) => ({ name, ...PEOPLE[name] }));
}
