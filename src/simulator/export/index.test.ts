import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { busiestDay, longestThread, readSlackExport, SlackExportError } from './index.ts';

const ANN = {
  id: 'U1',
  name: 'ann',
  tz: 'Europe/Oslo',
  is_admin: true,
  profile: { real_name: 'Ann Berg', display_name: 'Ann' },
};
const BEN = { id: 'U2', name: 'ben', deleted: true, profile: { real_name: 'Ben', image_72: 'x.png' } };
const TEA = {
  id: 'C1',
  name: 'tea',
  members: ['U1', 'U2'],
  topic: { value: 'Oolong' },
  purpose: { value: 'Leaves' },
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slack-export-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Writes an export with two people and one channel; `files` adds or replaces files, strings as they are. */
async function writeExport(files: Record<string, unknown>): Promise<void> {
  const all = { 'users.json': [ANN, BEN], 'channels.json': [TEA], ...files };
  for (const [name, content] of Object.entries(all)) {
    if (content === undefined) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

async function failure(): Promise<SlackExportError> {
  const error = await readSlackExport(folder).catch((thrown: unknown) => thrown);
  if (!(error instanceof SlackExportError)) throw new Error('expected a SlackExportError');
  return error;
}

describe('a whole export', () => {
  test('becomes people and channels', async () => {
    await writeExport({ 'groups.json': [{ id: 'G1', name: 'secret', is_archived: true }] });
    const { people, channels } = await readSlackExport(folder);
    expect(people).toEqual([
      {
        id: 'U1',
        name: 'ann',
        realName: 'Ann Berg',
        displayName: 'Ann',
        timeZone: 'Europe/Oslo',
        isAdmin: true,
      },
      { id: 'U2', name: 'ben', realName: 'Ben', deleted: true },
    ]);
    expect(channels).toEqual([
      {
        id: 'C1',
        name: 'tea',
        purpose: 'Leaves',
        topic: 'Oolong',
        isPrivate: false,
        members: ['U1', 'U2'],
        appIsMember: true,
        messages: [],
      },
      {
        id: 'G1',
        name: 'secret',
        purpose: '',
        topic: '',
        isPrivate: true,
        isArchived: true,
        members: [],
        appIsMember: true,
        messages: [],
      },
    ]);
  });

  test('keeps what a message carries and takes the days in order', async () => {
    await writeExport({
      'tea/2024-05-02.json': [{ type: 'message', ts: '1714640000.000100', user: 'U2', text: 'Second' }],
      'tea/2024-05-01.json': [
        {
          type: 'message',
          team: 'T9',
          ts: '1714550000.000100',
          user: 'U1',
          text: 'First &amp; best',
          client_msg_id: 'ignored',
          edited: { user: 'U1', ts: '1714550009.000000' },
          reactions: [{ name: 'tea', users: ['U2'], count: 1 }],
          files: [{ name: 'pot.jpg', mimetype: 'image/jpeg', size: 9 }, { mode: 'tombstone' }],
        },
        {
          ts: '1714550001.000100',
          subtype: 'bot_message',
          bot_id: 'B1',
          username: 'Kettle',
          text: 'Boiling',
        },
      ],
    });
    const { team, channels } = await readSlackExport(folder);
    expect(team.id).toBe('T9');
    expect(channels[0]?.messages).toEqual([
      {
        ts: '1714550000.000100',
        user: 'U1',
        text: 'First &amp; best',
        edited: { user: 'U1', ts: '1714550009.000000' },
        reactions: [{ name: 'tea', users: ['U2'] }],
        files: [
          { name: 'pot.jpg', mimetype: 'image/jpeg' },
          { name: 'a file that is gone', mimetype: 'application/octet-stream' },
        ],
      },
      { ts: '1714550001.000100', subtype: 'bot_message', botId: 'B1', username: 'Kettle', text: 'Boiling' },
      { ts: '1714640000.000100', user: 'U2', text: 'Second' },
    ]);
  });

  test('marks roots with replies as threads, and leaves replies whose root is missing as they are', async () => {
    await writeExport({
      'tea/2024-05-01.json': [
        { ts: '1.000000', user: 'U1', text: 'alone', thread_ts: '1.000000' },
        { ts: '2.000000', user: 'U1', text: 'root' },
        { ts: '3.000000', user: 'U2', text: 'reply', thread_ts: '2.000000' },
        { ts: '4.000000', user: 'U1', text: 'orphan', thread_ts: '0.500000' },
      ],
    });
    const { channels } = await readSlackExport(folder);
    expect(channels[0]?.messages.map(({ text, threadTs }) => [text, threadTs])).toEqual([
      ['alone', undefined],
      ['root', '2.000000'],
      ['reply', '2.000000'],
      ['orphan', '0.500000'],
    ]);
  });

  test('leaves out what is no message, and counts it', async () => {
    await writeExport({
      'tea/2024-05-01.json': [
        { ts: '1.000000', user: 'U1', text: 'kept' },
        { ts: '1.000000', user: 'U1', text: 'the same again' },
        { user: 'U1', text: 'no time' },
        { ts: 'soon', user: 'U1', text: 'no time either' },
        { ts: '2.000000', text: 'nobody' },
      ],
    });
    const { channels, skipped } = await readSlackExport(folder);
    expect(channels[0]?.messages.map((message) => message.text)).toEqual(['kept']);
    expect(skipped).toEqual({ withoutTimestamp: 2, withoutAuthor: 1, duplicate: 1 });
  });

  test('invents nobody but those who are referred to and not listed', async () => {
    await writeExport({
      'channels.json': [{ ...TEA, members: ['U1', 'U8'] }],
      'tea/2024-05-01.json': [
        {
          ts: '1.000000',
          user: 'U7',
          user_profile: { name: 'guest', real_name: 'A Guest' },
          text: 'Hi',
          reactions: [{ name: 'wave', users: ['U9'] }],
        },
      ],
    });
    const { people } = await readSlackExport(folder);
    expect(people.slice(2)).toEqual([
      { id: 'U7', name: 'guest', realName: 'A Guest' },
      { id: 'U8', name: 'u8', realName: '' },
      { id: 'U9', name: 'u9', realName: '' },
    ]);
  });
});

describe('an export that cannot be read', () => {
  test('a folder that is not there', async () => {
    await expect(readSlackExport(join(folder, 'nowhere'))).rejects.toThrow(
      /nowhere: there is no such folder/,
    );
  });

  test('a file instead of a folder', async () => {
    await writeExport({ 'export.zip': 'PK' });
    await expect(readSlackExport(join(folder, 'export.zip'))).rejects.toThrow(/must be unpacked/);
  });

  test.each(['users.json', 'channels.json'])('without %s', async (name) => {
    await writeExport({ [name]: undefined });
    const error = await failure();
    expect(error.file).toBe(join(folder, name));
    expect(error.message).toContain('is missing');
  });

  test('with broken JSON in a day', async () => {
    await writeExport({ 'tea/2024-05-01.json': '[{"ts": ' });
    expect((await failure()).message).toBe(`${join(folder, 'tea/2024-05-01.json')}: is not valid JSON`);
  });

  test('with another shape, naming the place', async () => {
    await writeExport({ 'tea/2024-05-01.json': [{ ts: '1.000000' }, { ts: 2 }] });
    expect((await failure()).message).toMatch(/2024-05-01\.json: does not look like a Slack export at 1\.ts/);
  });

  test.each(['../elsewhere', '..', 'a/b', 'a\\b'])(
    'with a channel named %s, which leads out of the folder',
    async (name) => {
      await writeExport({ 'channels.json': [{ ...TEA, name }] });
      expect((await failure()).message).toContain('must be a plain folder name');
    },
  );
});

describe('sights', () => {
  test('the longest thread and the busiest day', async () => {
    await writeExport({
      'tea/2024-05-01.json': [
        { ts: '1714550000.000000', user: 'U1', text: 'short' },
        { ts: '1714550001.000000', user: 'U2', text: 're', thread_ts: '1714550000.000000' },
        { ts: '1714640000.000000', user: 'U1', text: 'long' },
        { ts: '1714640001.000000', user: 'U2', text: 're', thread_ts: '1714640000.000000' },
        { ts: '1714640002.000000', user: 'U1', text: 're', thread_ts: '1714640000.000000' },
      ],
    });
    const seed = await readSlackExport(folder);
    expect(longestThread(seed)).toEqual({ channelId: 'C1', threadTs: '1714640000.000000', length: 3 });
    expect(busiestDay(seed)).toEqual({ channelId: 'C1', date: '2024-05-02', messages: 3 });
  });

  test('there are none in silence', async () => {
    await writeExport({});
    const seed = await readSlackExport(folder);
    expect(longestThread(seed)).toBeUndefined();
    expect(busiestDay(seed)).toBeUndefined();
  });
});
