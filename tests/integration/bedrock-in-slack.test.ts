import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueueBackend } from '../../src/core/queue/backend.ts';
import { createProducer } from '../../src/core/queue/producer.ts';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { HAIKU_4_5, NOVA_PRO } from '../support/bedrock.ts';
import {
  type ConverseReply,
  errorReply,
  stoppedReply,
  textReply,
  toolReply,
} from '../support/converse-replies.ts';
import { type ConverseServer, startConverseServer } from '../support/converse-server.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const thread = launchThread();
const rootTs = thread[0]?.ts ?? '';
const ANSWER = {
  headline: 'Launch on Thursday',
  points: [{ text: 'The importer needs two more days', sources: [2] }],
  decisions: [{ text: 'Launch on Thursday', by: MARA, sources: [3] }],
  actionItems: [{ text: 'Tell support', assignee: 'U0BO', due: null, sources: [4] }],
  openQuestions: [],
  tags: ['launch'],
};

describe('a recap by a model on Bedrock', () => {
  let bedrock: ConverseServer;
  let recall: RecallUnderTest;

  beforeEach(async () => {
    bedrock = await startConverseServer();
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', bedrock.url);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  });
  afterEach(async () => {
    await recall.close();
    await bedrock.close();
    vi.unstubAllEnvs();
  });

  async function start(environment: Record<string, string> = {}): Promise<void> {
    recall = await startRecall({
      backend: 'postgres',
      engine: 'configured',
      seed: meetingWorkspace({ messages: thread }),
      environment: { BEDROCK_MODEL_ID: HAIKU_4_5, ...environment },
    });
  }
  const ask = () =>
    recall.simulator
      .as(MARA)
      .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts: rootTs });
  const seen = async () => {
    const message = await until(() => recall.inThread(GENERAL, rootTs).find(isSettled), { limitMs: 25_000 });
    return wordsOf(message);
  };

  it('says what was decided and promised, by which model, and what it cost', async () => {
    await start();
    bedrock.replyWith(toolReply(ANSWER));
    await ask();
    const words = await seen();
    expect(words).toContain('Launch on Thursday — <@U0MARA>');
    expect(words).toContain('Tell support — <@U0BO>');
    expect(words).toContain(HAIKU_4_5);
    expect(words).toMatch(/\$0\.00\d/);
    const calls = await recall.database.query(
      'SELECT "model", "inputTokens", "costUsd" > 0 AS paid FROM "EngineCall"',
    );
    expect(calls).toEqual([{ model: HAIKU_4_5, inputTokens: 1000, paid: true }]);
  });

  it.each<[string, ConverseReply[], string]>([
    ['a guardrail steps in', [stoppedReply('guardrail_intervened')], 'because of its content rules'],
    ['content is filtered', [stoppedReply('content_filtered')], 'because of its content rules'],
    ['the model refuses', [stoppedReply('refusal')], 'because of its content rules'],
    [
      'the context is exceeded',
      [stoppedReply('model_context_window_exceeded')],
      'longer than the language model can take',
    ],
    ['the answer is cut off, twice', [stoppedReply('max_tokens')], 'came out unusable'],
    ['the output is malformed, twice', [stoppedReply('malformed_model_output')], 'came out unusable'],
    ['the stop reason is unknown', [stoppedReply('sunspots')], 'came out unusable'],
    [
      'the answer is no JSON, twice',
      [textReply('I would rather talk about the weather.')],
      'came out unusable',
    ],
    [
      'nothing in the answer was said',
      [toolReply({ ...ANSWER, points: [{ text: 'x', sources: [99] }], decisions: [], actionItems: [] })],
      'came out unusable',
    ],
    ['access is denied', [errorReply('AccessDeniedException')], 'I may not use the language model'],
    [
      'the credentials have expired',
      [errorReply('ExpiredTokenException')],
      'I may not use the language model',
    ],
    [
      'the model is unknown',
      [errorReply('ResourceNotFoundException')],
      'The language model does not accept its settings',
    ],
    [
      'the request is refused',
      [errorReply('ValidationException', 'temperature is odd')],
      'The language model does not accept its settings',
    ],
  ])('becomes a sentence that says what to do where %s', async (_, replies, sentence) => {
    await start();
    bedrock.replyWith(...replies);
    await ask();
    const words = await seen();
    expect(words).toContain(sentence);
    expect(words).not.toMatch(/Exception|Error|sunspots|odd/);
    expect(await recall.states()).toEqual(['failed']);
  });

  it.each<[string, ConverseReply]>([
    ['the model is unavailable for a moment', errorReply('ServiceUnavailableException')],
    ['the model fails once', errorReply('ModelErrorException')],
    ['the connection is cut', { kind: 'cut' }],
    ['the model is not ready', errorReply('ModelNotReadyException')],
  ])('comes all the same where %s', async (_, reply) => {
    await start();
    bedrock.replyWith(reply, toolReply(ANSWER));
    await ask();
    expect(await seen()).toContain('Launch on Thursday');
  });

  it('is repaired where the first answer does not have the form', async () => {
    await start();
    bedrock.replyWith(toolReply({ headline: 7 }), toolReply(ANSWER));
    await ask();
    expect(await seen()).toContain('Launch on Thursday');
    expect(bedrock.requests).toHaveLength(2);
  });

  it('waits, and spends no attempt, while the model is throttled', async () => {
    await start();
    bedrock.replyWith(errorReply('ThrottlingException'));
    await ask();
    await until(() => recall.logLines.some((line) => line.includes('recap waits')), { limitMs: 25_000 });
    await until(async () => (await recall.states())[0] === 'queued');
    expect(recall.logLines.some((line) => line.includes('will be tried again'))).toBe(false);
  });

  it('is made by the fallback model where the first is denied, and the receipt says so', async () => {
    await start({ BEDROCK_FALLBACK_MODEL_ID: NOVA_PRO });
    bedrock.replyBy(({ modelId }) =>
      modelId === NOVA_PRO ? toolReply(ANSWER) : errorReply('AccessDeniedException'),
    );
    await ask();
    expect(await seen()).toContain(NOVA_PRO);
  });

  it('is tried in a few words where an admin tests the engine', async () => {
    await start();
    bedrock.replyBy(() => errorReply('AccessDeniedException'));
    const backend = createQueueBackend(recall.config);
    const producer = createProducer({ backend, onError: () => {} });
    const { engineProbes } = recall.store;
    const { id: probeId } = await engineProbes.ask({ organizationId: 'T0ACME', askedBy: MARA }, new Date());
    await producer.enqueue('probe', { probeId });
    const answered = await until(async () => {
      const probe = await engineProbes.find(probeId);
      return probe?.answeredAt ? probe : null;
    });
    await producer.close();
    expect(answered.errorCode).toBe('engine_denied');
    expect(bedrock.requests.length).toBeGreaterThan(0);
  });

  describe('with a monthly budget', () => {
    const spend = (usd: number, day = '') =>
      recall.database.query(
        `INSERT INTO "EngineCall" (id, "workspaceId", model, "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "answeredAt")
         VALUES (gen_random_uuid(), 'T0ACME', 'm', 1, 1, 0, 0, $1, now() ${day})`,
        [usd],
      );

    it('is made by the fallback model from 80 % on', async () => {
      await start({ BEDROCK_FALLBACK_MODEL_ID: NOVA_PRO, MONTHLY_BUDGET_USD: '10' });
      bedrock.replyWith(toolReply(ANSWER));
      await spend(8);
      await ask();
      expect(await seen()).toContain(NOVA_PRO);
      expect(bedrock.requests.map(({ modelId }) => modelId)).toEqual([NOVA_PRO]);
    });

    it('is not made where the budget is spent, and says so', async () => {
      await start({ MONTHLY_BUDGET_USD: '10' });
      await spend(10);
      await ask();
      expect(await seen()).toContain('budget for recaps is spent');
      expect(bedrock.requests).toEqual([]);
    });

    it('goes by the budget of the workspace where it has one', async () => {
      await start({ MONTHLY_BUDGET_USD: '10' });
      await recall.store.workspaces.changeSettings('T0ACME', {
        monthlyBudgetUsd: 2,
        retentionDays: null,
        language: null,
      });
      await spend(2);
      await ask();
      expect(await seen()).toContain('budget for recaps is spent');
      expect(bedrock.requests).toEqual([]);
    });

    it('is made again in the month after', async () => {
      await start({ MONTHLY_BUDGET_USD: '10' });
      bedrock.replyWith(toolReply(ANSWER));
      await spend(10, "- interval '32 days'");
      await ask();
      expect(await seen()).toContain('Launch on Thursday');
    });
  });
});
