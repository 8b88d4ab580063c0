import { DateTime } from 'luxon';
import type { SeedChannel, SeedMessage } from '../seed.ts';
import { secondsOf } from './duration.ts';
import { BOTS, type BotName, type Handle, PEOPLE, type Speaker } from './people.ts';
import { phrase } from './phrasing.ts';
import { CHANNEL_IDS } from './places.ts';
import type { ChannelScript, Line, Scene } from './script.ts';

export interface StagedChannel {
  channel: SeedChannel;
  /** Timestamp of the first message of each scene. */
  startOf: ReadonlyMap<Scene, string>;
}

/** Plays a channel's script so that it ends at `now`. */
export function stageChannel(script: ChannelScript, now: Date): StagedChannel {
  const startOf = new Map<Scene, string>();
  const messages: SeedMessage[] = [];
  for (const scene of script.scenes) {
    const staged = stageScene(scene, now, messages.length);
    const first = staged[0];
    if (first !== undefined) startOf.set(scene, first.ts);
    messages.push(...staged);
  }
  messages.sort((a, b) => Number(a.ts) - Number(b.ts));
  const { name, purpose, topic, appIsMember, isPrivate = false } = script;
  const members = script.members.map((handle) => PEOPLE[handle].id);
  return {
    channel: { id: CHANNEL_IDS[name], name, purpose, topic, isPrivate, members, appIsMember, messages },
    startOf,
  };
}

function stageScene(scene: Scene, now: Date, messagesBefore: number): SeedMessage[] {
  let seconds = Math.floor(now.getTime() / 1000) - secondsOf(scene.ago);
  let root: string | undefined;
  return scene.lines.map((line, index) => {
    if (index > 0) seconds += pauseBefore(line);
    const ts = timestamp(seconds, messagesBefore + index);
    if (scene.kind === 'thread') root ??= ts;
    return stageLine(line, { ts, root, seconds, now });
  });
}

interface Cue {
  ts: string;
  root: string | undefined;
  seconds: number;
  now: Date;
}

function stageLine(line: Line, { ts, root, seconds, now }: Cue): SeedMessage {
  const { reactions, files, edited } = line.notes;
  const author = authorOf(line.speaker);
  const moment = {
    now: DateTime.fromJSDate(now, { zone: 'utc' }),
    sentAt: DateTime.fromSeconds(seconds, { zone: 'utc' }),
  };
  return {
    ts,
    ...author,
    text: phrase(line.text, moment),
    ...(root !== undefined && { threadTs: root }),
    ...(reactions && { reactions: reactions.map(({ name, by }) => ({ name, users: by.map(idOf) })) }),
    ...(files && { files: files.map((name) => ({ name, mimetype: mimetypeOf(name) })) }),
    ...(edited &&
      author.user !== undefined && { edited: { user: author.user, ts: `${seconds + 30}.000000` } }),
  };
}

/** Reading and typing take their time: 25 seconds and a third of a second for each letter. */
function pauseBefore(line: Line): number {
  return line.notes.pause === undefined ? 25 + Math.round(line.text.length / 3) : secondsOf(line.notes.pause);
}

/** The step has no divisor in common with a million, so that no two messages of a channel get the same fraction. */
function timestamp(seconds: number, position: number): string {
  const microseconds = (position * 7_919 + 100_019) % 1_000_000;
  return `${seconds}.${String(microseconds).padStart(6, '0')}`;
}

function authorOf(speaker: Speaker): Pick<SeedMessage, 'user' | 'botId' | 'username' | 'subtype'> {
  if (!isBot(speaker)) return { user: idOf(speaker) };
  const bot: { botId: string; username?: string; user?: string } = BOTS[speaker];
  return bot.user === undefined ? { ...bot, subtype: 'bot_message' } : bot;
}

function isBot(speaker: Speaker): speaker is BotName {
  return Object.hasOwn(BOTS, speaker);
}

function idOf(handle: Handle): string {
  return PEOPLE[handle].id;
}

const MIMETYPES: Record<string, string> = {
  csv: 'text/csv',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  sql: 'application/sql',
  txt: 'text/plain',
};

function mimetypeOf(fileName: string): string {
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1);
  return MIMETYPES[extension] ?? 'application/octet-stream';
}
