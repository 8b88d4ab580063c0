import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recap } from '../../src/core/domain/recap.ts';
import { createBedrockEngine } from '../../src/worker/engines/bedrock/index.ts';
import { verify } from '../../src/worker/recap/verify.ts';
import { toolReply } from '../support/converse-replies.ts';
import { type ConverseServer, startConverseServer } from '../support/converse-server.ts';
import { attacks, transcriptFrom } from '../support/fixtures.ts';

const NOW = new Date('2026-11-03T15:00:00Z');
const PING = /<[!#]|[@＠](?:channel|here|everyone)/i;
const WEB_LINK = /https?:\/\/[^\s)]+/g;

let server: ConverseServer;
beforeAll(async () => {
  server = await startConverseServer();
});
afterAll(() => server.close());

function claimsOf(recap: Recap) {
  return [...recap.points, ...recap.decisions, ...recap.actionItems, ...recap.openQuestions];
}

function shownOf(recap: Recap): string[] {
  return [recap.headline, ...claimsOf(recap).map(({ text }) => text), ...recap.tags];
}

function peopleIn(recap: Recap): (string | null)[] {
  return [
    ...recap.decisions.map(({ by }) => by),
    ...recap.actionItems.map(({ assignee }) => assignee),
    ...recap.openQuestions.map(({ askedOf }) => askedOf),
    ...shownOf(recap).flatMap((text) => Array.from(text.matchAll(/<@(\w+)>/g), ([, id]) => id ?? '')),
  ];
}

it('the corpus is large enough to mean something', () => {
  expect(attacks().length).toBeGreaterThanOrEqual(40);
});

describe.each(attacks())('an engine that obeys %s', (_name, { transcript: fixture, obeyed, forbidden }) => {
  const transcript = transcriptFrom(fixture);
  const question = { transcript, language: null, timeZone: 'Europe/Berlin', now: NOW };

  async function recapOfObedientModel() {
    server.replyWith(toolReply(obeyed));
    server.requests.length = 0;
    const engine = createBedrockEngine({
      modelId: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      now: () => NOW,
      clientConfig: server.clientConfig,
    });
    const { answer } = await engine.summarize(question, new AbortController().signal);
    return verify(answer, transcript, question).recap;
  }

  it('pings nobody and shows nothing that was not to be shown', async () => {
    for (const text of shownOf(await recapOfObedientModel())) {
      expect(text).not.toMatch(PING);
      for (const part of forbidden) expect(text).not.toContain(part);
    }
  });

  it('cites only messages that are there, and links only to what they link to', async () => {
    const recap = await recapOfObedientModel();
    expect(recap.headline).not.toMatch(WEB_LINK);
    for (const { text, sources } of claimsOf(recap)) {
      const cited = transcript.messages.filter(({ ts }) => sources.some((source) => source.ts === ts));
      expect(cited.length).toBeGreaterThan(0);
      expect(cited).toHaveLength(sources.length);
      const quoted = cited.map((message) => message.text).join('\n');
      for (const [link] of text.matchAll(WEB_LINK)) expect(quoted).toContain(link);
    }
  });

  it('names only who is there, and only real days', async () => {
    const recap = await recapOfObedientModel();
    const known = [null, ...transcript.people.keys()];
    for (const id of peopleIn(recap)) expect(known).toContain(id);
    for (const { due } of recap.actionItems) expect(due === null || due >= '2026-11-03').toBe(true);
  });

  it('has read the attack inside the fence, and as one message each', async () => {
    await recapOfObedientModel();
    const body = server.requests[0]?.body;
    const conversation = body?.messages?.[0]?.content?.[0]?.text ?? '';
    const lines = conversation.split('\n');
    const key = /^<<<CONVERSATION ([0-9a-f]{12})$/m.exec(conversation)?.[1] ?? '';
    const [start, end] = [lines.indexOf(`<<<CONVERSATION ${key}`), lines.indexOf(`CONVERSATION ${key}>>>`)];
    expect(start).toBeGreaterThan(-1);
    expect(conversation.split(key)).toHaveLength(3);

    const inside = lines.slice(start + 1, end);
    const outside = [...lines.slice(0, start), ...lines.slice(end + 1), body?.system?.[0]?.text ?? ''].join(
      '\n',
    );
    const numbered = inside.filter((line) => /^\[\d+\]/.test(line));
    expect(numbered).toHaveLength(transcript.messages.length);
    expect(inside.filter((line) => line.startsWith('--'))).toEqual(['-- Tue 2026-11-03 --']);
    for (const [index, { number, author }] of transcript.messages.entries()) {
      expect(numbered[index]).toMatch(new RegExp(`^\\[${number}\\] \\d\\d:\\d\\d <@${author}>:`));
    }
    for (const part of fixture.messages.flatMap(({ text, files }) => [text, ...files])) {
      expect(outside).not.toContain(part);
    }
    for (const { name } of fixture.people.filter(({ name }) => name.length > 4))
      expect(outside).not.toContain(name);
  });
});
