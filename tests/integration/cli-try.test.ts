import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { HAIKU_4_5 } from '../support/bedrock.ts';
import { errorReply, toolReply } from '../support/converse-replies.ts';
import { startConverseServer } from '../support/converse-server.ts';
import { aPlace, buildRecall, type Place } from '../support/recall-bin.ts';

beforeAll(buildRecall);

const CHAT = `Mara: When do we launch?
Bo: The importer needs two more days.
Mara: Then we launch on Thursday, agreed?
Bo: Agreed. I'll tell support tomorrow.
`;

const DAY = [
  { type: 'message', user: 'U0MARA', ts: '1699013100.000200', text: 'When do we launch?' },
  { type: 'message', user: 'U0BO', ts: '1699013160.000200', text: "On Thursday. I'll tell support." },
  { type: 'message', subtype: 'channel_join', user: 'U0BO', ts: '1699013170.000200', text: 'joined' },
];

const outcome = z.strictObject({
  recap: z.strictObject({
    headline: z.string().min(1),
    points: z.array(z.object({ text: z.string(), sources: z.array(z.object({ ts: z.string() })) })),
    decisions: z.array(z.object({ text: z.string(), by: z.string().nullable() })),
    actionItems: z.array(z.object({ text: z.string(), due: z.string().nullable() })),
    openQuestions: z.array(z.object({ text: z.string(), askedOf: z.string().nullable() })),
    tags: z.array(z.string()),
  }),
  coverage: z.looseObject({ found: z.number(), read: z.number() }),
  receipt: z.looseObject({ engine: z.literal('builtin'), model: z.null() }),
});

async function placeWith(files: Record<string, string | Buffer>): Promise<Place> {
  const place = await aPlace();
  for (const [name, content] of Object.entries(files)) await writeFile(join(place.folder, name), content);
  return place;
}

it('prints the recap of a text, in words and without colours', async () => {
  const place = await placeWith({ 'chat.txt': CHAT });
  const { code, stdout, stderr } = await place.run(['try', 'chat.txt']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Thursday');
  expect(stdout).toContain('Read 4 of 4 messages');
  expect(stdout).not.toContain('\u001b');
});

it('reads standard input', async () => {
  const place = await aPlace();
  const { code, stdout } = await place.run(['try', '-'], { input: CHAT });
  expect(code).toBe(0);
  expect(stdout).toContain('Thursday');
});

it('prints JSON and nothing else where it is asked to', async () => {
  const place = await placeWith({ 'chat.txt': CHAT });
  const { code, stdout, stderr } = await place.run(['try', 'chat.txt', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(outcome.parse(JSON.parse(stdout)).coverage).toMatchObject({ found: 4, read: 4 });
});

it('reads a day of a Slack export', async () => {
  const place = await placeWith({ '2023-11-03.json': JSON.stringify(DAY) });
  const { code, stdout } = await place.run(['try', '2023-11-03.json', '--json']);
  expect(code).toBe(0);
  expect(outcome.parse(JSON.parse(stdout)).coverage).toMatchObject({ found: 3, read: 2 });
});

it.each([
  ['is not there', ['try', 'nowhere.txt'], 'nowhere.txt'],
  ['is a folder', ['try', 'folder'], 'folder'],
  ['is empty', ['try', 'empty.txt'], 'empty'],
  ['is no text', ['try', 'noise.bin'], 'Name: words'],
  ['is some other JSON', ['try', 'package.json'], 'Name: words'],
  ['is cut off', ['try', 'cut.json'], 'Name: words'],
  ['has nobody who said anything', ['try', 'nobody.json'], 'Name: words'],
])('says so where the file %s', async (_, args, why) => {
  const place = await placeWith({
    'empty.txt': ' \n',
    'noise.bin': Buffer.from(Array.from({ length: 4096 }, (_unused, index) => (index * 197) % 256)),
    'package.json': '{ "name": "recall", "version": "1" }',
    'cut.json': JSON.stringify(DAY).slice(0, -20),
    'nobody.json': '[]',
  });
  await mkdir(join(place.folder, 'folder'));
  const { code, stdout, stderr } = await place.run(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(why);
});

it('needs no database, queue or Slack, and no usable settings for them', async () => {
  const place = await placeWith({ 'chat.txt': CHAT });
  const { code } = await place.run(['try', 'chat.txt'], { environment: { ENGINE: 'builtin' } });
  expect(code).toBe(0);
});

it('says which setting of the engine is missing', async () => {
  const place = await placeWith({ 'chat.txt': CHAT });
  const { code, stderr } = await place.run(['try', 'chat.txt'], { environment: { ENGINE: 'bedrock' } });
  expect(code).toBe(1);
  expect(stderr).toContain('BEDROCK_MODEL_ID');
});

it('asks the model that is configured, and says which it was and what it cost', async () => {
  const bedrock = await startConverseServer();
  onTestFinished(() => bedrock.close());
  const points = [{ text: 'The importer needs two more days', sources: [2] }];
  const answer = {
    headline: 'Launch on Thursday',
    points,
    decisions: [],
    actionItems: [],
    openQuestions: [],
    tags: [],
  };
  bedrock.replyWith(toolReply(answer));
  const place = await placeWith({ 'chat.txt': CHAT });
  const environment = {
    BEDROCK_MODEL_ID: HAIKU_4_5,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    AWS_REGION: 'us-east-1',
    AWS_BEARER_TOKEN_BEDROCK: 'a-key',
  };
  const words = await place.run(['try', 'chat.txt'], { environment });
  expect(words.code).toBe(0);
  expect(words.stdout).toContain('The importer needs two more days');
  expect(words.stdout).toContain(HAIKU_4_5);
  expect(bedrock.requests[0]?.authorization).toBe('Bearer a-key');

  bedrock.replyWith(errorReply('AccessDeniedException'));
  const refused = await place.run(['try', 'chat.txt'], { environment });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(`access denied to ${HAIKU_4_5}`);
  expect(refused.stderr).not.toContain('    at ');
});
