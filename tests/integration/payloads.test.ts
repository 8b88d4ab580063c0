import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { actionValues } from '../support/action-values.ts';
import { createPostman, type Postman, severalAtOnce } from '../support/payload-post.ts';
import { CALM, CALM_ROOT, CLEO, PAYLOAD_ROOT, payloadWorkspace } from '../support/payload-workspace.ts';
import {
  actionPayloads,
  checkPayloads,
  commandPayloads,
  elementsIn,
  eventPayloads,
  interactionPayloads,
  type Payload,
  pressPayloads,
  submitPayloads,
  viewIn,
  viewPayloads,
} from '../support/payloads.ts';
import { projectFile } from '../support/project-files.ts';
import { isSettled } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const LANES = 4;
/** Of answers that were none, so that a failure can be read. */
const MOST_SHOWN = 30;
const VIEW_METHODS = new Set(['views.open', 'views.update', 'views.push', 'views.publish']);
const FEW = 10;
const MENTIONS = `SELECT key FROM "InboundEvent" WHERE key LIKE 'mention-%'`;
const isOver = (state: string) => ['done', 'failed', 'cancelled'].includes(state);

describe('what Slack sends', { timeout: 60_000 }, () => {
  let recall: RecallUnderTest;
  let postman: Postman;
  let values: string[];
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', onUnhandled);
    recall = await startRecall({ backend: 'postgres', seed: payloadWorkspace(), engine: 'configured' });
    postman = createPostman({
      url: `${recall.botUrl}/slack/events`,
      signingSecret: recall.simulator.app.signingSecret,
      responseUrl: `${recall.simulator.url}/response/none`,
      timeoutMs: 10_000,
    });
    await recallThread('U0MARA', 'C0GENERAL', PAYLOAD_ROOT);
    values = await actionValues(recall);
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

  /** Names of those that were answered with something else, with what it was. */
  async function notAnswered(payloads: readonly Payload[], expected: readonly number[] = [200]) {
    const answers = await severalAtOnce(payloads, LANES, async (payload) => {
      const { status } = await postman.deliver(payload);
      return { name: payload.name, status };
    });
    return answers.filter(({ status }) => !expected.some((one) => one === status)).slice(0, MOST_SHOWN);
  }

  const ownElements = () =>
    recall.simulator.calls.flatMap(({ method, args }) =>
      method.startsWith('chat.') ? elementsIn(parsed(args.blocks)) : [],
    );
  const ownViews = () =>
    recall.simulator.calls.flatMap(({ method, args }) =>
      VIEW_METHODS.has(method) ? [viewIn(args.view)] : [],
    );
  const allOver = () => until(async () => (await recall.states()).every(isOver));
  /** How many times a mention was taken for one that was not there before. */
  const mentioned = async () => (await recall.database.query(MENTIONS)).length;
  const linesOf = (message: string) => recall.logLines.filter((line) => line.includes(`"msg":"${message}"`));

  it('is in the fixtures for each event that the manifest subscribes to', () => {
    const { bot_events: subscribed } = manifestSchema.parse(parse(projectFile('manifest.yml'))).settings
      .event_subscriptions;
    const given = new Set(eventPayloads().map(({ body }) => subscriptionOf(eventSchema.parse(body).event)));
    expect(subscribed.filter((name) => !given.has(name))).toEqual([]);
  });

  it.each(checkPayloads())('is answered: $name', async (payload) => {
    const { status, body } = await postman.deliver(payload);
    expect(status).toBe(200);
    if ('challenge' in payload.body) expect(body).toContain(payload.body.challenge);
  });

  const events = eventPayloads();
  const ends = /app_uninstalled|tokens_revoked/;

  it('is answered, whatever the event, also when it comes again', async () => {
    const living = events.filter(({ name }) => !ends.test(name));
    expect(await notAnswered(living)).toEqual([]);
    const again = await severalAtOnce(living, LANES, (payload) => postman.deliver(payload, { retry: 1 }));
    expect(again.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('makes one recap where a mention comes as app_mention and as message, in either order and repeatedly', async () => {
    await allOver();
    const pair = events.filter(({ name }) => /app_mention-(in-thread|message-of-the-same)$/.test(name));
    expect(pair).toHaveLength(2);
    const retold = async (ts: string, payloads: readonly Payload[]) => {
      const twice = [...payloads, ...payloads].map(({ body, ...rest }) => ({
        ...rest,
        body: { ...body, event: { ...eventSchema.parse(body).event, ts, event_ts: ts } },
      }));
      await Promise.all(
        twice.map((payload, index) => postman.deliver(payload, { isFresh: false, retry: index })),
      );
    };
    const before = await mentioned();
    await retold('1760002150.000100', pair);
    await until(async () => (await mentioned()) === before + 1);
    await retold('1760002151.000100', [...pair].reverse());
    await until(async () => (await mentioned()) === before + 2);
    await allOver();
    expect(await mentioned()).toBe(before + 2);
  });

  it('is answered, whatever is typed after the command and wherever', async () => {
    expect(await notAnswered(commandPayloads())).toEqual([]);
  });

  const isUnknown = ({ name }: Payload) => name.includes('/unknown-');

  it('is answered, whatever the shortcut is used on', async () => {
    expect(await notAnswered(interactionPayloads().filter((payload) => !isUnknown(payload)))).toEqual([]);
  });

  it('is refused at once with 404 where it is nothing of Recall’s', async () => {
    const unknown = interactionPayloads().filter(isUnknown);
    expect(await notAnswered(unknown, [404])).toEqual([]);
    expect(linesOf('An incoming event was not acknowledged within 3 seconds')).toEqual([]);
  });

  it('is answered, whatever element of whatever age is used, in messages, modals and the App Home', async () => {
    expect(await notAnswered(actionPayloads(values))).toEqual([]);
  });

  it('is answered, whatever button or menu of a message that Recall has sent is used', async () => {
    const elements = fewOfEach(ownElements(), (element) => element.action_id);
    expect(elements.length).toBeGreaterThan(0);
    expect(await notAnswered(pressPayloads(elements))).toEqual([]);
  });

  it('is answered, whatever is submitted', async () => {
    const payloads = viewPayloads([...values, ...values.map((id) => JSON.stringify({ id }))]);
    const [closed, submitted] = partition(payloads, ({ body }) => body.type === 'view_closed');
    expect(await notAnswered(submitted)).toEqual([]);
    expect(await notAnswered(closed, [200, 404])).toEqual([]);
  });

  it('is answered, whatever is done with a modal that Recall has opened', async () => {
    const views = fewOfEach(ownViews(), ({ callbackId }) => callbackId);
    const pressed = pressPayloads(views.flatMap(({ elements }) => elements));
    const submitted = submitPayloads(views.filter(({ callbackId }) => callbackId !== ''));
    expect(await notAnswered([...pressed, ...submitted], [200, 404])).toEqual([]);
  });

  it('leaves Recall as able as before', async () => {
    await recallThread(CLEO, CALM, CALM_ROOT);
  });

  it('is answered where the app was taken out of the workspace', async () => {
    expect(await notAnswered(events.filter(({ name }) => ends.test(name)))).toEqual([]);
  });

  it('leaves no conversation stuck, nothing failed on the way, and other workspaces as they were', async () => {
    await allOver();
    expect([...new Set(linesOf('a listener failed').map(traceOf))]).toEqual([]);
    expect(unhandled).toEqual([]);
    const foreign = await recall.database.query(
      `SELECT state FROM "Conversation" WHERE "workspaceId" <> 'T0ACME'`,
    );
    expect(foreign).toEqual([{ state: 'failed' }]);
  });
});

const manifestSchema = z.object({
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});
const eventSchema = z.object({
  event: z.looseObject({ type: z.string(), channel_type: z.string().optional() }),
});
type Event = z.infer<typeof eventSchema>['event'];

const MESSAGES_OF: Record<string, string> = { channel: 'channels', group: 'groups', im: 'im' };

/** The name of a subscription as manifests have it. */
function subscriptionOf({ type, channel_type: channelType = '' }: Event): string {
  return type === 'message' ? `message.${MESSAGES_OF[channelType] ?? channelType}` : type;
}

/** What a log line tells of an error: its kind, and its way through Recall's own code. */
function traceOf(line: string): string {
  const { err } = z
    .object({ err: z.object({ name: z.string(), code: z.string().optional(), stack: z.string() }) })
    .parse(JSON.parse(line));
  return [err.name, err.code ?? '', ...err.stack.matchAll(/src\/[\w./-]+:\d+/g)].join(' ');
}

function parsed(blocks: unknown): unknown {
  return typeof blocks === 'string' ? JSON.parse(blocks) : blocks;
}

/** Of elements under the same id, and of modals with the same, a few. */
function fewOfEach<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[] {
  const seen = new Map<string, number>();
  return items.filter((item) => {
    const count = (seen.get(idOf(item)) ?? 0) + 1;
    seen.set(idOf(item), count);
    return count <= FEW;
  });
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
