import { describe, expect, it } from 'vitest';
import type { RecapAnswer } from '../../src/core/domain/recap.ts';
import type { PartStore } from '../../src/worker/engines/index.ts';
import { verify } from '../../src/worker/recap/verify.ts';
import { ANSWER, conversationOf, RUNNING, useBedrock } from '../support/bedrock.ts';
import { errorReply, toolReply } from '../support/converse-replies.ts';
import type { RecordedRequest } from '../support/converse-request.ts';
import { questionAbout, windowOf } from '../support/transcripts.ts';

const bench = useBedrock();

describe('a long conversation', () => {
  /** Answers with one point for the first and one for the last message that stands in the prompt. */
  function citingReply(request: RecordedRequest) {
    const conversation = conversationOf(request);
    const numbers = Array.from(conversation.matchAll(/(?:^|point )\[(\d+)\]/gm), ([, number]) =>
      Number(number),
    );
    const [first, last] = [numbers.at(0) ?? 0, numbers.at(-1) ?? 0];
    const points = [first, last].map((number) => ({ text: `About message ${number}`, sources: [number] }));
    return toolReply({ ...ANSWER, points, decisions: [] });
  }

  function memory(): PartStore & { size(): number } {
    const kept = new Map<string, RecapAnswer>();
    return {
      get: async (key) => kept.get(key) ?? null,
      put: async (key, answer) => void kept.set(key, answer),
      size: () => kept.size,
    };
  }

  it('of 5,000 messages gives one recap with valid sources, and every message is read once', async () => {
    const question = questionAbout(windowOf(5000));
    bench.server().replyBy(citingReply);
    const { answer } = await bench.engine().summarize(question, RUNNING);

    const read = bench
      .server()
      .requests.flatMap((request) =>
        Array.from(conversationOf(request).matchAll(/^\[(\d+)\] \d\d:\d\d /gm), ([, number]) =>
          Number(number),
        ),
      );
    expect(read.sort((one, other) => one - other)).toEqual(
      question.transcript.messages.map(({ number }) => number),
    );

    const { recap, removed } = verify(answer, question.transcript, question);
    expect(removed.sources).toBe(0);
    expect(recap.points.map(({ text }) => text)).toEqual(['About message 1', 'About message 5000']);
    expect(bench.server().requests.at(-1)?.body.messages?.[0]?.content?.[0]?.text).toContain('<<<REPORTS');
  });

  it('is not paid for twice: a retry asks only for the parts that are missing', async () => {
    const question = questionAbout(windowOf(3000));
    const parts = memory();
    const bedrock = bench.engine({ parts, attempts: 1, capabilities: { promptTokens: 20_000 } });
    let calls = 0;
    bench.server().replyBy((request) => {
      calls += 1;
      return calls === 3 ? errorReply('ThrottlingException') : citingReply(request);
    });
    await expect(bedrock.summarize(question, RUNNING)).rejects.toMatchObject({
      code: 'engine_throttled',
    });
    const kept = parts.size();
    expect(kept).toBeGreaterThan(0);

    bench.server().requests.length = 0;
    await bedrock.summarize(question, RUNNING);
    expect(bench.server().requests).toHaveLength(parts.size() - kept + 1);
    expect(bench.events()).toContainEqual(
      expect.objectContaining({ kind: 'read_in_parts', kept, parts: parts.size() }),
    );
  });

  it('over what one recap may take is refused before anything is sent', async () => {
    bench.server().replyBy(citingReply);
    const failure = bench.engine({ tokensPerRecap: 5_000 }).summarize(questionAbout(windowOf(1000)), RUNNING);
    await expect(failure).rejects.toMatchObject({ code: 'engine_too_long', retryable: false });
    expect(bench.server().requests).toHaveLength(0);
  });
});
