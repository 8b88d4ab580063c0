import { describe, expect, it, vi } from 'vitest';
import { ANSWER, conversationOf, HAIKU_4_5, SONNET_5_5, useBedrock } from '../support/bedrock.ts';
import { stoppedReply, textReply, toolReply } from '../support/converse-replies.ts';

const bench = useBedrock();

describe('an answer', () => {
  it('comes through a forced tool, with usage and cost', async () => {
    bench.server().replyWith(
      toolReply(ANSWER, {
        inputTokens: 2000,
        outputTokens: 100,
        cacheReadInputTokens: 500,
        cacheWriteInputTokens: 0,
      }),
    );
    const result = await bench.ask();
    expect(result).toMatchObject({
      answer: ANSWER,
      model: HAIKU_4_5,
      tokens: { input: 2000, output: 100, cacheRead: 500, cacheWrite: 0 },
    });
    expect(result.costUsd).toBeCloseTo((2000 * 1.1 + 100 * 5.5 + 500 * 0.11) / 1e6, 10);
    expect(result.promptVersion).toMatch(/^\d{4}-\d{2}-\d{2}\.\d+$/);
    const [request] = bench.server().requests;
    expect(request?.modelId).toBe(HAIKU_4_5);
    expect(request?.authorization).toContain('/us-east-1/bedrock/aws4_request');
    expect(request?.body).toMatchObject({
      toolConfig: { toolChoice: { tool: { name: 'emit_recap' } } },
      inferenceConfig: { maxTokens: 4096, temperature: 0 },
      system: [{}, { cachePoint: { type: 'default' } }],
    });
    expect(conversationOf(request)).toContain('-- Fri 2026-11-20 --\n[1] 13:01 <@U0MARA>: The release');
  });

  it('is asked for once more where it does not fit the schema', async () => {
    bench.server().replyWith(toolReply({ headline: 'no lists' }), toolReply(ANSWER));
    const result = await bench.ask();
    expect(result.answer).toEqual(ANSWER);
    expect(result.tokens.input).toBe(2000);
    expect(bench.server().requests[1]?.body.messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: [{ toolUse: { toolUseId: 'tooluse_1' } }] },
      { role: 'user', content: [{ toolResult: { toolUseId: 'tooluse_1', status: 'error' } }] },
    ]);
    expect(JSON.stringify(bench.server().requests[1]?.body.messages?.[2])).toContain('points');
  });

  it('that cannot be used twice is an error', async () => {
    bench.server().replyWith(toolReply({ headline: 1 }));
    await expect(bench.ask()).rejects.toMatchObject({ code: 'engine_bad_answer', retryable: false });
    expect(bench.server().requests).toHaveLength(2);
  });

  it.each([
    ['bare', JSON.stringify(ANSWER)],
    ['in a code fence', `Here it is:\n\`\`\`json\n${JSON.stringify(ANSWER, null, 2)}\n\`\`\`\nDone.`],
  ])('is read out of text, %s', async (_name, text) => {
    bench.server().replyWith(textReply(text));
    expect((await bench.ask({ modelId: SONNET_5_5 })).answer).toEqual(ANSWER);
  });

  it('is asked for in another way where a model always thinks', async () => {
    bench.server().replyWith(toolReply(ANSWER));
    await bench.ask({ modelId: SONNET_5_5 });
    const body = bench.server().requests[0]?.body;
    expect(body?.toolConfig?.toolChoice).toEqual({ auto: {} });
    expect(body?.inferenceConfig).toEqual({ maxTokens: 16_096 });
  });

  it('comes without thinking where that can be switched off', async () => {
    bench.server().replyWith(toolReply(ANSWER));
    await bench.ask({ modelId: 'us.anthropic.claude-haiku-5-5' });
    expect(bench.server().requests[0]?.body).toMatchObject({
      additionalModelRequestFields: { thinking: { type: 'disabled' } },
      toolConfig: { toolChoice: { tool: { name: 'emit_recap' } } },
    });
    expect(bench.server().requests[0]?.body.inferenceConfig).not.toHaveProperty('temperature');
  });

  it('comes as structured output where that is asked for', async () => {
    bench.server().replyWith(textReply(JSON.stringify(ANSWER)));
    await bench.ask({ capabilities: { answerModes: ['native', 'json_text'] } });
    const body = bench.server().requests[0]?.body;
    expect(body?.toolConfig).toBeUndefined();
    const schema = body?.outputConfig?.textFormat?.structure?.jsonSchema?.schema ?? '{}';
    expect(JSON.parse(schema)).toMatchObject({ additionalProperties: false, type: 'object' });
  });
});

describe('a stop reason', () => {
  it('of a cut answer is followed by asking for less', async () => {
    bench.server().replyWith(stoppedReply('max_tokens'), toolReply(ANSWER));
    expect((await bench.ask()).answer).toEqual(ANSWER);
    expect(JSON.stringify(bench.server().requests[1]?.body.messages?.at(-1))).toContain('shorter');
  });

  it.each(['malformed_model_output', 'malformed_tool_use'])(
    '%s is followed by asking again',
    async (reason) => {
      bench.server().replyWith(stoppedReply(reason), toolReply(ANSWER));
      expect((await bench.ask()).answer).toEqual(ANSWER);
    },
  );

  it('stop_sequence is an answer', async () => {
    bench.server().replyWith(textReply(JSON.stringify(ANSWER), 'stop_sequence'));
    expect((await bench.ask()).answer).toEqual(ANSWER);
  });

  it.each([
    ['guardrail_intervened', 'engine_refused'],
    ['content_filtered', 'engine_refused'],
    ['refusal', 'engine_refused'],
    ['model_context_window_exceeded', 'engine_too_long'],
    ['something_new', 'engine_bad_answer'],
    ['max_tokens', 'engine_bad_answer'],
  ])('%s ends as %s', async (reason, code) => {
    bench.server().replyWith(stoppedReply(reason));
    await expect(bench.ask()).rejects.toMatchObject({ name: 'RecallError', code, retryable: false });
  });

  it('that refuses is not taken for an answer where text came before it', async () => {
    bench.server().replyWith(textReply(JSON.stringify(ANSWER), 'content_filtered'));
    await expect(bench.ask()).rejects.toMatchObject({ code: 'engine_refused' });
  });
});

describe('configuration', () => {
  it('sends the guardrail without a trace', async () => {
    bench.server().replyWith(toolReply(ANSWER));
    await bench.ask({ guardrail: { id: 'gr-1', version: '3' } });
    expect(bench.server().requests[0]?.body.guardrailConfig).toEqual({
      guardrailIdentifier: 'gr-1',
      guardrailVersion: '3',
      trace: 'disabled',
    });
  });

  it('reads endpoint, region and API key from the environment as the SDK does', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', bench.server().url);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'key-of-the-day');
    bench.server().replyWith(toolReply(ANSWER));
    await bench.ask({ clientConfig: {} });
    expect(bench.server().requests[0]?.authorization).toBe('Bearer key-of-the-day');
  });

  it('takes prices of the operator first, and says nothing where it knows none', async () => {
    bench.server().replyWith(toolReply(ANSWER));
    const rates = { input: 1000, output: 0, cacheRead: 0, cacheWrite: 0 };
    expect((await bench.ask({ prices: [{ model: 'haiku-4-5', regional: rates }] })).costUsd).toBeCloseTo(
      1,
      10,
    );
    expect((await bench.ask({ modelId: 'some.new-model-v1:0' })).costUsd).toBeNull();
  });
});
