import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecapAnswer } from '../../src/core/domain/recap.ts';
import {
  type BedrockEngineOptions,
  type BedrockEvent,
  createBedrockEngine,
  type PartStore,
} from '../../src/worker/engines/bedrock/index.ts';
import { verify } from '../../src/worker/recap/verify.ts';
import { errorReply, stoppedReply, textReply, toolReply } from '../support/converse-replies.ts';
import type { RecordedRequest } from '../support/converse-request.ts';
import { type ConverseServer, startConverseServer } from '../support/converse-server.ts';
import { MARA, NOON, questionAbout, threadOf, windowOf } from '../support/transcripts.ts';

const HAIKU_4_5 = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const SONNET_5_5 = 'eu.anthropic.claude-sonnet-5-5';
const OTHER = 'us.amazon.nova-pro-v1:0';

const ANSWER: RecapAnswer = {
  headline: 'Release on Friday',
  points: [{ text: 'The release is ready', sources: [1] }],
  decisions: [{ text: 'Release on Friday', by: MARA.id, sources: [2] }],
  actionItems: [],
  openQuestions: [],
  tags: ['release'],
};

const QUESTION = questionAbout(threadOf('The release is ready, shall we ship on Friday?', 'yes, Friday'));

let server: ConverseServer;
let events: BedrockEvent[];

beforeEach(async () => {
  server = await startConverseServer();
  events = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

function engine(options: Partial<BedrockEngineOptions> = {}) {
  return createBedrockEngine({
    modelId: HAIKU_4_5,
    now: () => NOON,
    clientConfig: server.clientConfig,
    sleep: async () => {},
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    ...options,
  });
}

function ask(options: Partial<BedrockEngineOptions> = {}, signal = new AbortController().signal) {
  return engine(options).summarize(QUESTION, signal);
}

/** What the model was asked in words. */
function conversationOf(request: RecordedRequest | undefined): string {
  return request?.body.messages?.[0]?.content?.[0]?.text ?? '';
}

describe('an answer', () => {
  it('comes through a forced tool, with usage and cost', async () => {
    server.replyWith(
      toolReply(ANSWER, {
        inputTokens: 2000,
        outputTokens: 100,
        cacheReadInputTokens: 500,
        cacheWriteInputTokens: 0,
      }),
    );
    const result = await ask();
    expect(result).toMatchObject({
      answer: ANSWER,
      model: HAIKU_4_5,
      tokens: { input: 2000, output: 100, cacheRead: 500, cacheWrite: 0 },
    });
    expect(result.costUsd).toBeCloseTo((2000 * 1.1 + 100 * 5.5 + 500 * 0.11) / 1e6, 10);
    expect(result.promptVersion).toMatch(/^\d{4}-\d{2}-\d{2}\.\d+$/);
    const [request] = server.requests;
    expect(request?.modelId).toBe(HAIKU_4_5);
    expect(request?.authorization).toContain('/us-east-1/bedrock/aws4_request');
    expect(request?.body).toMatchObject({
      toolConfig: { toolChoice: { tool: { name: 'emit_recap' } } },
      inferenceConfig: { maxTokens: 4096, temperature: 0 },
      system: [{}, { cachePoint: { type: 'default' } }],
    });
    expect(conversationOf(request)).toContain('[2] 2026-11-20 13:02 <@U0JOEL>: yes, Friday');
  });

  it('is asked for once more where it does not fit the schema', async () => {
    server.replyWith(toolReply({ headline: 'no lists' }), toolReply(ANSWER));
    const result = await ask();
    expect(result.answer).toEqual(ANSWER);
    expect(result.tokens.input).toBe(2000);
    expect(server.requests[1]?.body.messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: [{ toolUse: { toolUseId: 'tooluse_1' } }] },
      { role: 'user', content: [{ toolResult: { toolUseId: 'tooluse_1', status: 'error' } }] },
    ]);
    expect(JSON.stringify(server.requests[1]?.body.messages?.[2])).toContain('points');
  });

  it('that cannot be used twice is an error', async () => {
    server.replyWith(toolReply({ headline: 1 }));
    await expect(ask()).rejects.toMatchObject({ code: 'engine_bad_answer', retryable: false });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['bare', JSON.stringify(ANSWER)],
    ['in a code fence', `Here it is:\n\`\`\`json\n${JSON.stringify(ANSWER, null, 2)}\n\`\`\`\nDone.`],
  ])('is read out of text, %s', async (_name, text) => {
    server.replyWith(textReply(text));
    expect((await ask({ modelId: SONNET_5_5 })).answer).toEqual(ANSWER);
  });

  it('is asked for in another way where a model always thinks', async () => {
    server.replyWith(toolReply(ANSWER));
    await ask({ modelId: SONNET_5_5 });
    const body = server.requests[0]?.body;
    expect(body?.toolConfig?.toolChoice).toEqual({ auto: {} });
    expect(body?.inferenceConfig).toEqual({ maxTokens: 16_096 });
  });

  it('comes without thinking where that can be switched off', async () => {
    server.replyWith(toolReply(ANSWER));
    await ask({ modelId: 'us.anthropic.claude-haiku-5-5' });
    expect(server.requests[0]?.body).toMatchObject({
      additionalModelRequestFields: { thinking: { type: 'disabled' } },
      toolConfig: { toolChoice: { tool: { name: 'emit_recap' } } },
    });
    expect(server.requests[0]?.body.inferenceConfig).not.toHaveProperty('temperature');
  });

  it('comes as structured output where that is asked for', async () => {
    server.replyWith(textReply(JSON.stringify(ANSWER)));
    await ask({ capabilities: { answerModes: ['native', 'json_text'] } });
    const body = server.requests[0]?.body;
    expect(body?.toolConfig).toBeUndefined();
    const schema = body?.outputConfig?.textFormat?.structure?.jsonSchema?.schema ?? '{}';
    expect(JSON.parse(schema)).toMatchObject({ additionalProperties: false, type: 'object' });
  });
});

describe('a stop reason', () => {
  it('of a cut answer is followed by asking for less', async () => {
    server.replyWith(stoppedReply('max_tokens'), toolReply(ANSWER));
    expect((await ask()).answer).toEqual(ANSWER);
    expect(JSON.stringify(server.requests[1]?.body.messages?.at(-1))).toContain('shorter');
  });

  it.each(['malformed_model_output', 'malformed_tool_use'])(
    '%s is followed by asking again',
    async (reason) => {
      server.replyWith(stoppedReply(reason), toolReply(ANSWER));
      expect((await ask()).answer).toEqual(ANSWER);
    },
  );

  it('stop_sequence is an answer', async () => {
    server.replyWith(textReply(JSON.stringify(ANSWER), 'stop_sequence'));
    expect((await ask()).answer).toEqual(ANSWER);
  });

  it.each([
    ['guardrail_intervened', 'engine_refused'],
    ['content_filtered', 'engine_refused'],
    ['refusal', 'engine_refused'],
    ['model_context_window_exceeded', 'engine_too_long'],
    ['something_new', 'engine_bad_answer'],
    ['max_tokens', 'engine_bad_answer'],
  ])('%s ends as %s', async (reason, code) => {
    server.replyWith(stoppedReply(reason));
    await expect(ask()).rejects.toMatchObject({ name: 'RecallError', code, retryable: false });
  });

  it('that refuses is not taken for an answer where text came before it', async () => {
    server.replyWith(textReply(JSON.stringify(ANSWER), 'content_filtered'));
    await expect(ask()).rejects.toMatchObject({ code: 'engine_refused' });
  });
});

describe('an error of Bedrock', () => {
  it.each([
    ['ThrottlingException', 'engine_throttled'],
    ['ModelNotReadyException', 'engine_unavailable'],
    ['ServiceUnavailableException', 'engine_unavailable'],
    ['InternalServerException', 'engine_unavailable'],
    ['ModelTimeoutException', 'engine_unavailable'],
    ['ModelErrorException', 'engine_unavailable'],
  ])('%s may pass, and is tried again', async (type, code) => {
    server.replyWith(errorReply(type));
    await expect(ask()).rejects.toMatchObject({ code, retryable: true });
    expect(server.requests).toHaveLength(3);
    server.replyWith(errorReply(type), toolReply(ANSWER));
    expect((await ask()).answer).toEqual(ANSWER);
  });

  it.each([
    ['AccessDeniedException', 'engine_denied', 'bedrock:InvokeModel'],
    ['UnrecognizedClientException', 'engine_denied', 'credentials'],
    ['ExpiredTokenException', 'engine_denied', 'expired'],
    ['ResourceNotFoundException', 'engine_misconfigured', 'BEDROCK_MODEL_ID'],
    ['ValidationException', 'engine_misconfigured', 'ValidationException'],
    ['ConflictException', 'engine_misconfigured', 'ConflictException'],
  ])('%s does not pass, and says what to do', async (type, code, advice) => {
    server.replyWith(errorReply(type));
    const failure = ask();
    await expect(failure).rejects.toMatchObject({ code, retryable: false });
    await expect(failure).rejects.toThrow(advice);
    expect(server.requests).toHaveLength(1);
  });

  it('about an inference profile says which id to use', async () => {
    server.replyWith(
      errorReply('ValidationException', 'Invocation with on-demand throughput isn’t supported.'),
    );
    await expect(ask()).rejects.toThrow(/inference profile: put us\./);
  });

  it('that says how long to wait is waited out', async () => {
    const slept: number[] = [];
    server.replyWith(errorReply('ThrottlingException', 'slow', { 'retry-after': '7' }), toolReply(ANSWER));
    await ask({ sleep: async (milliseconds) => void slept.push(milliseconds) });
    expect(slept).toEqual([7000]);
  });

  it('that asks for a long pause leaves the waiting to the queue', async () => {
    server.replyWith(errorReply('ThrottlingException', 'slow', { 'retry-after': '90' }));
    await expect(ask()).rejects.toMatchObject({ code: 'engine_throttled', retryAfterMs: 90_000 });
    expect(server.requests).toHaveLength(1);
  });

  it('about throttling always says how long to wait', async () => {
    server.replyWith(errorReply('ThrottlingException'));
    await expect(ask()).rejects.toMatchObject({ retryAfterMs: 30_000 });
    server.replyWith(errorReply('ServiceQuotaExceededException'));
    await expect(ask()).rejects.toMatchObject({ code: 'engine_throttled', retryAfterMs: 600_000 });
  });

  it('about length makes the parts smaller', async () => {
    const question = questionAbout(windowOf(400));
    server.replyBy((request) =>
      conversationOf(request).includes('You get 400 messages')
        ? errorReply('ValidationException', 'Input is too long for requested model.')
        : toolReply(ANSWER),
    );
    const { answer } = await engine().summarize(question, new AbortController().signal);
    expect(answer.headline).toBe(ANSWER.headline);
    expect(server.requests.length).toBeGreaterThan(2);
  });
});

describe('a connection', () => {
  it('that stays silent is given up and tried again', async () => {
    server.replyWith({ kind: 'silence' }, toolReply(ANSWER));
    expect((await ask({ requestTimeoutMs: 150 })).answer).toEqual(ANSWER);
  });

  it('that always stays silent fails as unavailable', async () => {
    server.replyWith({ kind: 'silence' });
    const failure = ask({ requestTimeoutMs: 100 });
    await expect(failure).rejects.toMatchObject({ code: 'engine_unavailable', retryable: true });
  });

  it.each([
    ['that is cut', { kind: 'cut' } as const],
    ['through a broken proxy', { kind: 'garbage', status: 502, body: '<html>bad gateway</html>' } as const],
  ])('%s is tried again', async (_name, broken) => {
    server.replyWith(broken, toolReply(ANSWER));
    expect((await ask()).answer).toEqual(ANSWER);
    server.replyWith(broken);
    await expect(ask()).rejects.toMatchObject({ code: 'engine_unavailable', retryable: true });
  });

  it('that nobody answers fails as unavailable', async () => {
    const { clientConfig } = server;
    await server.close();
    await expect(ask({ clientConfig })).rejects.toMatchObject({
      code: 'engine_unavailable',
      retryable: true,
    });
  });

  it('is ended by the abort signal in the middle of a call', async () => {
    server.replyWith({ kind: 'silence' });
    const abort = new AbortController();
    const failure = ask({}, abort.signal);
    failure.catch(() => {});
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    abort.abort();
    await expect(failure).rejects.toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(1);
  });

  it('that takes longer than the job may is ended by its time limit', async () => {
    server.replyWith({ kind: 'silence' });
    await expect(ask({}, AbortSignal.timeout(100))).rejects.toMatchObject({ code: 'timed_out' });
  });

  it('is not opened where the signal is aborted already', async () => {
    await expect(ask({}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('what a model refuses', () => {
  it('is left out from then on', async () => {
    server.replyBy(({ body }) =>
      body.toolConfig?.toolChoice?.tool === undefined
        ? toolReply(ANSWER)
        : errorReply('ValidationException', 'tool_choice: forced tool use is not supported by this model'),
    );
    const bedrock = engine();
    await bedrock.summarize(QUESTION, new AbortController().signal);
    await bedrock.summarize(QUESTION, new AbortController().signal);
    expect(server.requests.map(({ body }) => body.toolConfig?.toolChoice)).toEqual([
      { tool: { name: 'emit_recap' } },
      { auto: {} },
      { auto: {} },
    ]);
    expect(events).toContainEqual({ kind: 'downgraded', model: HAIKU_4_5, answerMode: 'offered_tool' });
  });

  it('is left out one by one', async () => {
    server.replyBy(({ body }) => {
      if (body.inferenceConfig?.temperature !== undefined) {
        return errorReply('ValidationException', '`temperature` is deprecated for this model.');
      }
      if (body.outputConfig !== undefined) {
        return errorReply('ValidationException', 'output_config.format: Extra inputs are not permitted');
      }
      return body.toolConfig === undefined
        ? textReply(JSON.stringify(ANSWER))
        : errorReply('ValidationException', "This model doesn't support tool use.");
    });
    const result = await ask({ capabilities: { answerModes: ['native', 'forced_tool', 'json_text'] } });
    expect(result.answer).toEqual(ANSWER);
    expect(server.requests).toHaveLength(4);
  });
});

describe('configuration', () => {
  it('sends the guardrail without a trace', async () => {
    server.replyWith(toolReply(ANSWER));
    await ask({ guardrail: { id: 'gr-1', version: '3' } });
    expect(server.requests[0]?.body.guardrailConfig).toEqual({
      guardrailIdentifier: 'gr-1',
      guardrailVersion: '3',
      trace: 'disabled',
    });
  });

  it('reads endpoint, region and API key from the environment as the SDK does', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', server.url);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'key-of-the-day');
    server.replyWith(toolReply(ANSWER));
    await ask({ clientConfig: {} });
    expect(server.requests[0]?.authorization).toBe('Bearer key-of-the-day');
  });

  it('takes prices of the operator first, and says nothing where it knows none', async () => {
    server.replyWith(toolReply(ANSWER));
    const rates = { input: 1000, output: 0, cacheRead: 0, cacheWrite: 0 };
    expect((await ask({ prices: [{ model: 'haiku-4-5', regional: rates }] })).costUsd).toBeCloseTo(1, 10);
    expect((await ask({ modelId: 'some.new-model-v1:0' })).costUsd).toBeNull();
  });
});

describe('the fallback model', () => {
  it.each([
    'ServiceUnavailableException',
    'ThrottlingException',
    'AccessDeniedException',
    'ResourceNotFoundException',
  ])('takes over on %s', async (type) => {
    server.replyBy(({ modelId }) => (modelId === OTHER ? toolReply(ANSWER) : errorReply(type)));
    const result = await ask({ fallbackModelId: OTHER });
    expect(result).toMatchObject({ answer: ANSWER, model: OTHER });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'fell_back', from: HAIKU_4_5, to: OTHER }));
  });

  it('is not asked for what the first one refused to say', async () => {
    server.replyWith(stoppedReply('content_filtered'));
    await expect(ask({ fallbackModelId: OTHER })).rejects.toMatchObject({ code: 'engine_refused' });
    expect(server.requests).toHaveLength(1);
  });

  it('leaves the error that may pass where both fail', async () => {
    server.replyBy(({ modelId }) =>
      errorReply(modelId === OTHER ? 'ThrottlingException' : 'AccessDeniedException'),
    );
    await expect(ask({ fallbackModelId: OTHER })).rejects.toMatchObject({
      code: 'engine_throttled',
      retryable: true,
    });
  });
});

describe('the circuit', () => {
  it('opens after repeated failures, and closes when a probe goes well', async () => {
    let now = NOON.getTime();
    const bedrock = engine({ now: () => new Date(now), attempts: 1 });
    const summarize = () => bedrock.summarize(QUESTION, new AbortController().signal);
    server.replyWith(errorReply('ServiceUnavailableException'));
    for (let failure = 0; failure < 3; failure += 1) await expect(summarize()).rejects.toThrow();
    await expect(summarize()).rejects.toMatchObject({ code: 'engine_unavailable', retryAfterMs: 30_000 });
    expect(server.requests).toHaveLength(3);

    now += 30_000;
    await expect(summarize()).rejects.toThrow('ServiceUnavailableException');
    await expect(summarize()).rejects.toThrow('left alone');
    expect(server.requests).toHaveLength(4);

    now += 30_000;
    server.replyWith(toolReply(ANSWER));
    await summarize();
    await summarize();
    expect(server.requests).toHaveLength(6);
  });

  it('sends everything to the fallback while it is open', async () => {
    server.replyBy(({ modelId }) =>
      modelId === OTHER ? toolReply(ANSWER) : errorReply('InternalServerException'),
    );
    const bedrock = engine({ fallbackModelId: OTHER, attempts: 1 });
    for (let recap = 0; recap < 5; recap += 1)
      await bedrock.summarize(QUESTION, new AbortController().signal);
    expect(server.requests.filter(({ modelId }) => modelId === HAIKU_4_5)).toHaveLength(3);
  });
});

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
    server.replyBy(citingReply);
    const { answer } = await engine().summarize(question, new AbortController().signal);

    const read = server.requests.flatMap((request) =>
      Array.from(conversationOf(request).matchAll(/^\[(\d+)\] \d{4}-/gm), ([, number]) => Number(number)),
    );
    expect(read.sort((one, other) => one - other)).toEqual(
      question.transcript.messages.map(({ number }) => number),
    );

    const { recap, removed } = verify(answer, question.transcript, question);
    expect(removed.sources).toBe(0);
    expect(recap.points.map(({ text }) => text)).toEqual(['About message 1', 'About message 5000']);
    expect(server.requests.at(-1)?.body.messages?.[0]?.content?.[0]?.text).toContain('<<<REPORTS');
  });

  it('is not paid for twice: a retry asks only for the parts that are missing', async () => {
    const question = questionAbout(windowOf(3000));
    const parts = memory();
    const bedrock = engine({ parts, attempts: 1, capabilities: { promptTokens: 20_000 } });
    let calls = 0;
    server.replyBy((request) => {
      calls += 1;
      return calls === 3 ? errorReply('ThrottlingException') : citingReply(request);
    });
    await expect(bedrock.summarize(question, new AbortController().signal)).rejects.toMatchObject({
      code: 'engine_throttled',
    });
    const kept = parts.size();
    expect(kept).toBeGreaterThan(0);

    server.requests.length = 0;
    await bedrock.summarize(question, new AbortController().signal);
    expect(server.requests).toHaveLength(parts.size() - kept + 1);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'read_in_parts', kept, parts: parts.size() }),
    );
  });

  it('over what one recap may take is refused before anything is sent', async () => {
    server.replyBy(citingReply);
    const failure = engine({ tokensPerRecap: 5_000 }).summarize(
      questionAbout(windowOf(1000)),
      new AbortController().signal,
    );
    await expect(failure).rejects.toMatchObject({ code: 'engine_too_long', retryable: false });
    expect(server.requests).toHaveLength(0);
  });
});
