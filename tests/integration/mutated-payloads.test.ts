import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { actionValues } from '../support/action-values.ts';
import { type Mutant, mutantsOf } from '../support/payload-mutations.ts';
import { createPostman, type Postman, severalAtOnce } from '../support/payload-post.ts';
import { CALM, CALM_ROOT, CLEO, PAYLOAD_ROOT, payloadWorkspace } from '../support/payload-workspace.ts';
import {
  actionPayloads,
  checkPayloads,
  commandPayloads,
  eventPayloads,
  interactionPayloads,
  viewPayloads,
} from '../support/payloads.ts';
import { isSettled } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

/** Another number makes other payloads. */
const SEED = 20_261_123;
const COUNT = 2000;
const LANES = 8;
/** Far more than any takes, so that a machine with much else to do fails no test. */
const TIMEOUT_MS = 10_000;
const USUAL_MS = 1000;

describe(`${COUNT} payloads that Slack would not send, made with the seed ${SEED}`, () => {
  let recall: RecallUnderTest;
  let postman: Postman;
  const answers: { name: string; status: number | string; ms: number }[] = [];
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', onUnhandled);
    recall = await startRecall({ backend: 'postgres', seed: payloadWorkspace(), engine: 'configured' });
    postman = createPostman({
      url: `${recall.botUrl}/slack/events`,
      signingSecret: recall.simulator.app.signingSecret,
      responseUrl: `${recall.simulator.url}/response/none`,
      timeoutMs: TIMEOUT_MS,
    });
    await recallThread('U0MARA', 'C0GENERAL', PAYLOAD_ROOT);
  });
  afterAll(async () => {
    postman.close();
    await recall.close();
    process.off('unhandledRejection', onUnhandled);
  });

  async function recallThread(userId: string, channel: string, ts: string): Promise<void> {
    await recall.simulator.as(userId).useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel, ts });
    await until(() => {
      const own = recall.inThread(channel, ts);
      return own.length > 0 && own.every(isSettled);
    });
  }

  async function mutants(): Promise<Mutant[]> {
    const values = await actionValues(recall);
    const events = eventPayloads();
    const [actions, views] = [actionPayloads(values), viewPayloads(values)];
    const everyFew = <Item>(items: readonly Item[]) =>
      items.filter((_, index) => index % Math.ceil(items.length / 150) === 0);
    const corpus = [
      ...events,
      ...commandPayloads(),
      ...interactionPayloads(),
      ...checkPayloads(),
      ...everyFew(actions),
      ...everyFew(views),
    ];
    return mutantsOf(corpus, { count: COUNT, seed: SEED });
  }

  const send = (mutant: Mutant) =>
    mutant.kind === 'payload'
      ? postman.deliver(mutant.payload)
      : postman.deliverText(mutant.text, mutant.contentType);

  it('are each answered, taken or refused, but never with an error of the bot’s', async () => {
    const all = await mutants();
    await severalAtOnce(all, LANES, async (mutant) => {
      const { status, ms } = await send(mutant);
      answers.push({ name: mutant.name, status, ms });
    });
    expect(answers).toHaveLength(COUNT);
    const bad = answers.filter(({ status }) => typeof status === 'string' || status >= 500);
    expect(bad).toEqual([]);
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([200, 400, 404, 413]);
  }, 120_000);

  it('are answered within a second, most of them', () => {
    const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(USUAL_MS);
  });

  it('end nothing: the bot hears and the worker reads as before', async () => {
    await putBack();
    await recallThread(CLEO, CALM, CALM_ROOT);
    expect(unhandled).toEqual([]);
  });

  /** Some of the payloads took the app out of the workspace. */
  async function putBack(): Promise<void> {
    const { app, world } = recall.simulator;
    const { botUserId, botId } = app;
    const { id, name, domain } = world.team;
    const url = `https://${domain}.slack.com/`;
    await recall.store.workspaces.install({ id, name, url, botUserId, botId, scopes: [...app.scopes] });
  }

  it('leave no conversation stuck', async () => {
    await until(async () =>
      (await recall.states()).every((state) => ['done', 'failed', 'cancelled'].includes(state)),
    );
  });
});
