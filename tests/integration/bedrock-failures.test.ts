import { describe, expect, it, vi } from 'vitest';
import {
  ANSWER,
  conversationOf,
  HAIKU_4_5,
  NOVA_PRO,
  QUESTION,
  RUNNING,
  useBedrock,
} from '../support/bedrock.ts';
import { errorReply, stoppedReply, textReply, toolReply } from '../support/converse-replies.ts';
import { NOON, questionAbout, windowOf } from '../support/transcripts.ts';

const bench = useBedrock();

describe('an error of Bedrock', () => {
  it.each([
    ['ThrottlingException', 'engine_throttled'],
    ['ModelNotReadyException', 'engine_unavailable'],
    ['ServiceUnavailableException', 'engine_unavailable'],
    ['InternalServerException', 'engine_unavailable'],
    ['ModelTimeoutException', 'engine_unavailable'],
    ['ModelErrorException', 'engine_unavailable'],
  ])('%s may pass, and is tried again', async (type, code) => {
    bench.server().replyWith(errorReply(type));
    await expect(bench.ask()).rejects.toMatchObject({ code, retryable: true });
    expect(bench.server().requests).toHaveLength(3);
    bench.server().replyWith(errorReply(type), toolReply(ANSWER));
    expect((await bench.ask()).answer).toEqual(ANSWER);
  });

  it.each([
    ['AccessDeniedException', 'engine_denied', 'bedrock:InvokeModel'],
    ['UnrecognizedClientException', 'engine_denied', 'credentials'],
    ['ExpiredTokenException', 'engine_denied', 'expired'],
    ['ResourceNotFoundException', 'engine_misconfigured', 'BEDROCK_MODEL_ID'],
    ['ValidationException', 'engine_misconfigured', 'ValidationException'],
    ['ConflictException', 'engine_misconfigured', 'ConflictException'],
  ])('%s does not pass, and says what to do', async (type, code, advice) => {
    bench.server().replyWith(errorReply(type));
    const failure = bench.ask();
    await expect(failure).rejects.toMatchObject({ code, retryable: false });
    await expect(failure).rejects.toThrow(advice);
    expect(bench.server().requests).toHaveLength(1);
  });

  it('about an inference profile says which id to use', async () => {
    bench
      .server()
      .replyWith(errorReply('ValidationException', 'Invocation with on-demand throughput isn’t supported.'));
    await expect(bench.ask()).rejects.toThrow(/inference profile: put us\./);
  });

  it('that says how long to wait is waited out', async () => {
    const slept: number[] = [];
    bench
      .server()
      .replyWith(errorReply('ThrottlingException', 'slow', { 'retry-after': '7' }), toolReply(ANSWER));
    await bench.ask({ sleep: async (milliseconds) => void slept.push(milliseconds) });
    expect(slept).toEqual([7000]);
  });

  it('that asks for a long pause leaves the waiting to the queue', async () => {
    bench.server().replyWith(errorReply('ThrottlingException', 'slow', { 'retry-after': '90' }));
    await expect(bench.ask()).rejects.toMatchObject({ code: 'engine_throttled', retryAfterMs: 90_000 });
    expect(bench.server().requests).toHaveLength(1);
  });

  it('about throttling always says how long to wait', async () => {
    bench.server().replyWith(errorReply('ThrottlingException'));
    await expect(bench.ask()).rejects.toMatchObject({ retryAfterMs: 30_000 });
    bench.server().replyWith(errorReply('ServiceQuotaExceededException'));
    await expect(bench.ask()).rejects.toMatchObject({ code: 'engine_throttled', retryAfterMs: 600_000 });
  });

  it('about length makes the parts smaller', async () => {
    const question = questionAbout(windowOf(400));
    bench
      .server()
      .replyBy((request) =>
        conversationOf(request).includes('You get 400 messages')
          ? errorReply('ValidationException', 'Input is too long for requested model.')
          : toolReply(ANSWER),
      );
    const { answer } = await bench.engine().summarize(question, RUNNING);
    expect(answer.headline).toBe(ANSWER.headline);
    expect(bench.server().requests.length).toBeGreaterThan(2);
  });
});

describe('a connection', () => {
  it('that stays silent is given up and tried again', async () => {
    bench.server().replyWith({ kind: 'silence' }, toolReply(ANSWER));
    expect((await bench.ask({ requestTimeoutMs: 150 })).answer).toEqual(ANSWER);
  });

  it('that always stays silent fails as unavailable', async () => {
    bench.server().replyWith({ kind: 'silence' });
    const failure = bench.ask({ requestTimeoutMs: 100 });
    await expect(failure).rejects.toMatchObject({ code: 'engine_unavailable', retryable: true });
  });

  it.each([
    ['that is cut', { kind: 'cut' } as const],
    ['through a broken proxy', { kind: 'garbage', status: 502, body: '<html>bad gateway</html>' } as const],
  ])('%s is tried again', async (_name, broken) => {
    bench.server().replyWith(broken, toolReply(ANSWER));
    expect((await bench.ask()).answer).toEqual(ANSWER);
    bench.server().replyWith(broken);
    await expect(bench.ask()).rejects.toMatchObject({ code: 'engine_unavailable', retryable: true });
  });

  it('that nobody answers fails as unavailable', async () => {
    const { clientConfig } = bench.server();
    await bench.server().close();
    await expect(bench.ask({ clientConfig })).rejects.toMatchObject({
      code: 'engine_unavailable',
      retryable: true,
    });
  });

  it('is ended by the abort signal in the middle of a call', async () => {
    bench.server().replyWith({ kind: 'silence' });
    const abort = new AbortController();
    const failure = bench.ask({}, { signal: abort.signal });
    failure.catch(() => {});
    await vi.waitFor(() => expect(bench.server().requests).toHaveLength(1));
    abort.abort();
    await expect(failure).rejects.toMatchObject({ code: 'cancelled' });
    expect(bench.server().requests).toHaveLength(1);
  });

  it('that takes longer than the job may is ended by its time limit', async () => {
    bench.server().replyWith({ kind: 'silence' });
    await expect(bench.ask({}, { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      code: 'timed_out',
    });
  });

  it('is not opened where the signal is aborted already', async () => {
    await expect(bench.ask({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    expect(bench.server().requests).toHaveLength(0);
  });
});

describe('what a model refuses', () => {
  it('is left out from then on', async () => {
    bench
      .server()
      .replyBy(({ body }) =>
        body.toolConfig?.toolChoice?.tool === undefined
          ? toolReply(ANSWER)
          : errorReply('ValidationException', 'tool_choice: forced tool use is not supported by this model'),
      );
    const bedrock = bench.engine();
    await bedrock.summarize(QUESTION, RUNNING);
    await bedrock.summarize(QUESTION, RUNNING);
    expect(bench.server().requests.map(({ body }) => body.toolConfig?.toolChoice)).toEqual([
      { tool: { name: 'emit_recap' } },
      { auto: {} },
      { auto: {} },
    ]);
    expect(bench.events()).toContainEqual({
      kind: 'downgraded',
      model: HAIKU_4_5,
      answerMode: 'offered_tool',
    });
  });

  it('is left out one by one', async () => {
    bench.server().replyBy(({ body }) => {
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
    const result = await bench.ask({ capabilities: { answerModes: ['native', 'forced_tool', 'json_text'] } });
    expect(result.answer).toEqual(ANSWER);
    expect(bench.server().requests).toHaveLength(4);
  });
});

describe('the fallback model', () => {
  it.each([
    'ServiceUnavailableException',
    'ThrottlingException',
    'AccessDeniedException',
    'ResourceNotFoundException',
  ])('takes over on %s', async (type) => {
    bench.server().replyBy(({ modelId }) => (modelId === NOVA_PRO ? toolReply(ANSWER) : errorReply(type)));
    const result = await bench.ask({ fallbackModelId: NOVA_PRO });
    expect(result).toMatchObject({ answer: ANSWER, model: NOVA_PRO });
    expect(bench.events()).toContainEqual(
      expect.objectContaining({ kind: 'fell_back', from: HAIKU_4_5, to: NOVA_PRO }),
    );
  });

  it('is not asked for what the first one refused to say', async () => {
    bench.server().replyWith(stoppedReply('content_filtered'));
    await expect(bench.ask({ fallbackModelId: NOVA_PRO })).rejects.toMatchObject({ code: 'engine_refused' });
    expect(bench.server().requests).toHaveLength(1);
  });

  it('leaves the error that may pass where both fail', async () => {
    bench
      .server()
      .replyBy(({ modelId }) =>
        errorReply(modelId === NOVA_PRO ? 'ThrottlingException' : 'AccessDeniedException'),
      );
    await expect(bench.ask({ fallbackModelId: NOVA_PRO })).rejects.toMatchObject({
      code: 'engine_throttled',
      retryable: true,
    });
  });
});

describe('the circuit', () => {
  it('opens after repeated failures, and closes when a probe goes well', async () => {
    let now = NOON.getTime();
    const bedrock = bench.engine({ now: () => new Date(now), attempts: 1 });
    const summarize = () => bedrock.summarize(QUESTION, RUNNING);
    bench.server().replyWith(errorReply('ServiceUnavailableException'));
    for (let failure = 0; failure < 3; failure += 1) await expect(summarize()).rejects.toThrow();
    await expect(summarize()).rejects.toMatchObject({ code: 'engine_unavailable', retryAfterMs: 30_000 });
    expect(bench.server().requests).toHaveLength(3);

    now += 30_000;
    await expect(summarize()).rejects.toThrow('ServiceUnavailableException');
    await expect(summarize()).rejects.toThrow('left alone');
    expect(bench.server().requests).toHaveLength(4);

    now += 30_000;
    bench.server().replyWith(toolReply(ANSWER));
    await summarize();
    await summarize();
    expect(bench.server().requests).toHaveLength(6);
  });

  it('sends everything to the fallback while it is open', async () => {
    bench
      .server()
      .replyBy(({ modelId }) =>
        modelId === NOVA_PRO ? toolReply(ANSWER) : errorReply('InternalServerException'),
      );
    const bedrock = bench.engine({ fallbackModelId: NOVA_PRO, attempts: 1 });
    for (let recap = 0; recap < 5; recap += 1) await bedrock.summarize(QUESTION, RUNNING);
    expect(bench.server().requests.filter(({ modelId }) => modelId === HAIKU_4_5)).toHaveLength(3);
  });
});
