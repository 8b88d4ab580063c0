import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { respondTo } from './respond.ts';

let server: Server;
let answers: number[];
let received: { text: string; blocks: object[]; replace_original: boolean }[];

beforeEach(async () => {
  received = [];
  server = createServer(async (request, response) => {
    received.push(JSON.parse(await text(request)));
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function urlOf({ port }: AddressInfo): string {
  return `http://127.0.0.1:${port}/response`;
}

function respond(): Promise<void> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'Book the *hall*' } }];
  return respondTo(urlOf(address), { text: 'A list', blocks }, 'in_place');
}

describe('an answer by a response_url', () => {
  it('is sent once more as plain text where Slack refuses its blocks', async () => {
    answers = [400, 200];
    await respond();
    expect(received.map(({ text, blocks }) => ({ text, blocks: blocks.length }))).toEqual([
      { text: 'A list', blocks: 1 },
      { text: 'Book the *hall*', blocks: 0 },
    ]);
    expect(received.every((one) => one.replace_original)).toBe(true);
  });

  it.each([[[404]], [[400, 400]]])('is known to have failed after %j', async (given) => {
    answers = [...given];
    await expect(respond()).rejects.toMatchObject({ code: 'no_longer_there' });
    expect(received).toHaveLength(given.length);
  });
});
