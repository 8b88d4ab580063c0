import { randomUUID } from 'node:crypto';
import type { SimulatedApp } from '../app.ts';
import { newWord } from '../ids.ts';
import type { SeedChannel, SeedMessage, WorkspaceSeed } from '../seed.ts';
import type { ChannelRecord, ChannelStore } from './channels.ts';
import { sharedFile } from './files.ts';
import { tombstoneOf } from './message-log.ts';
import { richTextOf } from './rich-text.ts';
import type { Message, Person } from './types.ts';

/** Everyone in the workspace: the seed's people, the app's bot user, and Slackbot. */
export function peopleOf(seed: WorkspaceSeed, app: SimulatedApp): Map<string, Person> {
  const people: Person[] = [
    { id: 'USLACKBOT', name: 'slackbot', realName: 'Slackbot' },
    ...seed.people,
    { id: app.botUserId, name: app.name.toLowerCase(), realName: app.name, isBot: true, botId: app.botId },
  ];
  return new Map(people.map((person) => [person.id, { ...person }]));
}

/** The fields by which a message says of which workspace its author is. */
export type TeamOf = (userId: string | undefined) => Pick<Message, 'team' | 'user_team' | 'source_team'>;

export function createTeamOf(teamId: string, people: ReadonlyMap<string, Person>): TeamOf {
  return (userId) => {
    const foreign = people.get(userId ?? '')?.teamId;
    if (foreign === undefined || foreign === teamId) return { team: teamId };
    return { team: foreign, user_team: foreign, source_team: foreign };
  };
}

/** Adds a seed channel with its messages; throws on two messages with one ts. */
export function seedChannel(
  seed: SeedChannel,
  { channels, app, teamOf }: { channels: ChannelStore; app: SimulatedApp; teamOf: TeamOf },
): ChannelRecord {
  const record = channels.add({
    id: seed.id,
    kind: seed.isPrivate ? 'private' : 'public',
    name: seed.name,
    purpose: seed.purpose,
    topic: seed.topic,
    isArchived: seed.isArchived ?? false,
    created: Math.floor(Number(seed.messages[0]?.ts ?? 0)),
    members: seed.appIsMember ? [...seed.members, app.botUserId] : seed.members,
    isShared: seed.isShared ?? false,
    creator: seed.creator ?? seed.members[0] ?? '',
  });
  for (const message of seed.messages) {
    addMissingRoot(record, message, teamOf(undefined).team);
    record.log.add(seededMessage(message, teamOf(message.user)));
  }
  return record;
}

/** A reply whose root the seed lacks hangs on a tombstone, as it does in Slack once the root has been deleted. */
function addMissingRoot(record: ChannelRecord, { threadTs, ts }: SeedMessage, teamId: string): void {
  if (threadTs === undefined || threadTs === ts || record.log.get(threadTs) !== undefined) return;
  record.log.add(tombstoneOf({ type: 'message', ts: threadTs, team: teamId, text: '' }));
}

function seededMessage(seed: SeedMessage, team: ReturnType<TeamOf>): Message {
  return {
    type: 'message',
    ts: seed.ts,
    ...team,
    text: seed.text,
    ...(seed.user === undefined ? {} : { user: seed.user }),
    ...(seed.botId === undefined ? {} : { bot_id: seed.botId }),
    ...(seed.username === undefined ? {} : { username: seed.username }),
    ...(seed.subtype === undefined ? {} : { subtype: seed.subtype }),
    ...(isRoot(seed) ? {} : { thread_ts: seed.threadTs }),
    ...(seed.edited === undefined ? {} : { edited: seed.edited }),
    ...(seed.reactions === undefined
      ? {}
      : {
          reactions: seed.reactions.map(({ name, users }) => ({
            name,
            users: [...users],
            count: users.length,
          })),
        }),
    ...(seed.files === undefined ? {} : { files: seed.files.map(sharedFile) }),
    ...(isWrittenByPerson(seed)
      ? { client_msg_id: randomUUID(), blocks: [richTextOf(seed.text, newWord(5))] }
      : {}),
  };
}

/** A root carries its own ts as `thread_ts` only once it has replies; the log sets it then. */
function isRoot(seed: SeedMessage): seed is SeedMessage & { threadTs?: never } {
  return seed.threadTs === undefined || seed.threadTs === seed.ts;
}

function isWrittenByPerson(seed: SeedMessage): boolean {
  return (
    seed.user !== undefined && seed.botId === undefined && seed.subtype === undefined && seed.text !== ''
  );
}
