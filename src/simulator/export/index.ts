import { basename, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { SeedChannel, WorkspaceSeed } from '../seed.ts';
import { SlackExportError } from './export-error.ts';
import { dayFiles, readJson, requireFolder } from './files.ts';
import { messagesOf, NONE_SKIPPED, type Skipped } from './messages.ts';
import { everyoneIn, personOf } from './people.ts';
import {
  type ExportedChannel,
  type ExportedMessage,
  exportedChannels,
  exportedMessages,
  exportedUsers,
} from './shapes.ts';

export { SlackExportError } from './export-error.ts';
export { busiestDay, longestThread } from './sights.ts';

export interface ExportedWorkspace extends WorkspaceSeed {
  skipped: Skipped;
}

/**
 * Reads an unpacked Slack export: `users.json`, `channels.json`, `groups.json` (private channels) where it is there, and
 * `<channel>/<date>.json`. The app counts as a member of every channel. Direct messages are not read. Throws a
 * SlackExportError that names the file for a missing folder or file, broken JSON and unknown shapes.
 */
export async function readSlackExport(folder: string): Promise<ExportedWorkspace> {
  await requireFolder(folder);
  const users = await requireJson(folder, 'users.json', exportedUsers);
  const open = await requireJson(folder, 'channels.json', exportedChannels);
  const closed = (await readJson(join(folder, 'groups.json'), exportedChannels)) ?? [];

  const channels: SeedChannel[] = [];
  const written: ExportedMessage[][] = [];
  let skipped = NONE_SKIPPED;
  for (const { isPrivate, ...exported } of [...markedAs(false, open), ...markedAs(true, closed)]) {
    const messages = await readDays(join(folder, exported.name));
    const read = messagesOf(messages);
    channels.push({ ...channelOf(exported), isPrivate, messages: read.messages });
    written.push(messages);
    skipped = sumOf(skipped, read.skipped);
  }
  const everyMessage = written.flat();
  const people = everyoneIn(users.map(personOf), channels, everyMessage);
  return { team: teamOf(folder, everyMessage), people, channels, skipped };
}

async function requireJson<Content>(
  folder: string,
  name: string,
  shape: z.ZodType<Content>,
): Promise<Content> {
  const content = await readJson(join(folder, name), shape);
  if (content !== undefined) return content;
  throw new SlackExportError(join(folder, name), 'is missing; is this the folder of a Slack export?');
}

async function readDays(channelFolder: string): Promise<ExportedMessage[]> {
  const days: ExportedMessage[][] = [];
  for (const file of await dayFiles(channelFolder)) {
    days.push((await readJson(file, exportedMessages)) ?? []);
  }
  return days.flat();
}

function markedAs(isPrivate: boolean, channels: ExportedChannel[]) {
  return channels.map((channel) => ({ ...channel, isPrivate }));
}

function channelOf(channel: ExportedChannel): Omit<SeedChannel, 'isPrivate' | 'messages'> {
  return {
    id: channel.id,
    name: channel.name,
    purpose: channel.purpose?.value ?? '',
    topic: channel.topic?.value ?? '',
    ...(channel.is_archived && { isArchived: true }),
    members: channel.members ?? [],
    appIsMember: true,
  };
}

/** An export does not say whose it is: the id may stand on its messages, the name is that of the folder. */
function teamOf(folder: string, messages: readonly ExportedMessage[]): WorkspaceSeed['team'] {
  const id = messages.find((message) => message.team)?.team ?? 'T00EXPORTED';
  const name = basename(resolve(folder));
  const domain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return { id, name, domain: domain || 'export' };
}

function sumOf(a: Skipped, b: Skipped): Skipped {
  return {
    withoutTimestamp: a.withoutTimestamp + b.withoutTimestamp,
    withoutAuthor: a.withoutAuthor + b.withoutAuthor,
    duplicate: a.duplicate + b.duplicate,
  };
}
