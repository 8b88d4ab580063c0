import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineConfig } from '../../src/core/runtime/config.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { createEngine, type ModelCall } from '../../src/worker/engines/index.ts';
import { ANSWER, HAIKU_4_5, NOVA_PRO, QUESTION, RUNNING, useBedrock } from '../support/bedrock.ts';
import { errorReply, stoppedReply, toolReply } from '../support/converse-replies.ts';
import { NOON, questionAbout, windowOf } from '../support/transcripts.ts';

const bench = useBedrock();
const USAGE = { inputTokens: 1000, outputTokens: 100 };
const HAIKU_CALL: ModelCall = {
  model: HAIKU_4_5,
  tokens: { input: 1000, output: 100, cacheRead: 0, cacheWrite: 0 },
  costUsd: expect.closeTo(0.00165, 8),
};

describe('where money is short', () => {
  const question = { ...QUESTION, isThrifty: true };
  const askedModels = () => bench.server().requests.map(({ modelId }) => modelId);

  it('the fallback model is asked, and the receipt says so', async () => {
    bench.server().replyWith(toolReply(ANSWER, USAGE));
    const result = await bench.ask({ fallbackModelId: NOVA_PRO }, { question });
    expect(askedModels()).toEqual([NOVA_PRO]);
    expect(result).toMatchObject({ model: NOVA_PRO, answer: ANSWER });
    expect(result.costUsd).toBeCloseTo((1000 * 0.8 + 100 * 3.2) / 1e6, 10);
  });

  it('the dearer model does not stand in for it', async () => {
    bench.server().replyWith(errorReply('AccessDeniedException'));
    await expect(bench.ask({ fallbackModelId: NOVA_PRO }, { question })).rejects.toThrow(
      `access denied to ${NOVA_PRO}`,
    );
    expect(askedModels()).toEqual([NOVA_PRO]);
  });

  it('the first model is asked as ever where there is no other', async () => {
    bench.server().replyWith(toolReply(ANSWER));
    expect(await bench.ask({}, { question })).toMatchObject({ model: HAIKU_4_5 });
  });
});

describe('every answered call is accounted for', () => {
  async function callsOf(ask: (onCall: (call: ModelCall) => void) => Promise<unknown>) {
    const calls: ModelCall[] = [];
    const outcome = await ask((call) => void calls.push(call)).catch((error: unknown) => error);
    return { calls, outcome };
  }

  it('with what it took and cost', async () => {
    bench.server().replyWith(toolReply(ANSWER, USAGE));
    const { calls } = await callsOf((onCall) => bench.ask({ onCall }));
    expect(calls).toEqual([HAIKU_CALL]);
    expect(bench.events()).toContainEqual(expect.objectContaining({ kind: 'answered', ...HAIKU_CALL }));
  });

  it('also where its price is not known', async () => {
    bench.server().replyWith(toolReply(ANSWER, USAGE));
    const { calls } = await callsOf((onCall) => bench.ask({ onCall, modelId: 'some.new-model-v1:0' }));
    expect(calls).toEqual([{ ...HAIKU_CALL, model: 'some.new-model-v1:0', costUsd: null }]);
  });

  it.each([
    ['an answer that cannot be used, twice', toolReply({ headline: 1 }), 'engine_bad_answer', 2],
    ['an answer that is cut, twice', stoppedReply('max_tokens'), 'engine_bad_answer', 2],
    ['a refusal', stoppedReply('content_filtered'), 'engine_refused', 1],
    ['an unknown stop', stoppedReply('something_new'), 'engine_bad_answer', 1],
  ])('also where the recap ends in %s', async (_name, reply, code, count) => {
    bench.server().replyWith(reply);
    const { calls, outcome } = await callsOf((onCall) => bench.ask({ onCall }));
    expect(outcome).toMatchObject({ code });
    expect(calls).toEqual(Array(count).fill(HAIKU_CALL));
  });

  it('also where a later part fails, or the fallback takes over', async () => {
    let requests = 0;
    bench.server().replyBy(({ modelId }) => {
      requests += 1;
      const isDown = modelId === HAIKU_4_5 && requests > 2;
      return isDown ? errorReply('ServiceUnavailableException') : toolReply(ANSWER, USAGE);
    });
    const question = questionAbout(windowOf(1500));
    const options = { capabilities: { promptTokens: 20_000 }, fallbackModelId: NOVA_PRO, attempts: 1 };
    const { calls, outcome } = await callsOf((onCall) => bench.ask({ ...options, onCall }, { question }));
    expect(calls.filter(({ model }) => model === HAIKU_4_5)).toEqual([HAIKU_CALL, HAIKU_CALL]);
    const sum = calls.reduce((dollars, { costUsd }) => dollars + (costUsd ?? 0), 0);
    expect(outcome).toMatchObject({ model: NOVA_PRO, costUsd: expect.closeTo(sum, 10) });
  });

  it('not where nothing was answered', async () => {
    bench.server().replyWith(errorReply('ThrottlingException'));
    expect((await callsOf((onCall) => bench.ask({ onCall }))).calls).toEqual([]);
  });

  it('before the next one is paid for: what cannot be booked ends the recap', async () => {
    bench.server().replyWith(toolReply({ headline: 1 }));
    const onCall = async () => {
      throw new Error('the books are closed');
    };
    await expect(bench.ask({ onCall })).rejects.toMatchObject({
      code: 'internal',
      cause: { message: 'the books are closed' },
    });
    expect(bench.server().requests).toHaveLength(1);
  });
});

describe('the configured engine', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recall-engine-'));
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', bench.server().url);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'key-of-the-day');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const deps = { logger: createLogger({ level: 'silent', format: 'json' }), now: () => NOON };
  const configured = (pricesFile: string): EngineConfig => ({
    name: 'bedrock',
    modelId: HAIKU_4_5,
    fallbackModelId: undefined,
    guardrail: undefined,
    pricesFile,
  });

  it('counts by the prices of the operator, and tells of its calls', async () => {
    const pricesFile = join(folder, 'prices.json');
    await writeFile(
      pricesFile,
      JSON.stringify([{ model: 'haiku-4-5', asOf: '2026-11-01', input: 500, output: 0 }]),
    );
    const calls: ModelCall[] = [];
    const engine = await createEngine(configured(pricesFile), {
      ...deps,
      onCall: (call) => void calls.push(call),
    });
    bench.server().replyWith(toolReply(ANSWER, USAGE));
    expect((await engine.summarize(QUESTION, RUNNING)).costUsd).toBeCloseTo(0.5, 10);
    expect(calls).toEqual([{ ...HAIKU_CALL, costUsd: expect.closeTo(0.5, 10) }]);
  });

  it('keeps the parts of long conversations where it is told to', async () => {
    const kept: string[] = [];
    const parts = {
      get: async () => null,
      put: async (key: string) => void kept.push(key),
    };
    const pricesFile = join(folder, 'prices.json');
    await writeFile(pricesFile, '[]');
    const engine = await createEngine(configured(pricesFile), { ...deps, parts });
    bench.server().replyWith(toolReply(ANSWER));
    await engine.summarize(questionAbout(windowOf(5000)), RUNNING);
    expect(kept.length).toBeGreaterThan(1);
  });

  it('is not made where the file of prices is missing', async () => {
    const pricesFile = join(folder, 'none.json');
    await expect(createEngine(configured(pricesFile), deps)).rejects.toThrow(
      `BEDROCK_PRICES_FILE (${pricesFile}) cannot be read`,
    );
  });
});
