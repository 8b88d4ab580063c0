import { describe, expect, it } from 'vitest';
import { smallWorkspace, threadOf } from '../../../tests/support/small-workspace.ts';
import { DEFAULT_APP } from '../app.ts';
import { appMessage } from '../world/app-messages.ts';
import { createWorld } from '../world/world.ts';
import { createResponder, type ResponseTarget } from './responder.ts';
import { createResponseUrls } from './response-urls.ts';

const CHANNEL = 'C0GENERAL';
const VIEWER = 'U0BO';

function setUp(original?: ResponseTarget['original']) {
  let time = 1_700_000_500_000;
  const now = () => time;
  const world = createWorld({ seed: smallWorkspace({ messages: threadOf(1) }), app: DEFAULT_APP, now });
  const told: string[] = [];
  const feed = {
    messagePosted: async () => void told.push('posted'),
    messageChanged: async () => void told.push('changed'),
  };
  const urls = createResponseUrls({ respond: createResponder({ world, app: DEFAULT_APP, feed }), now });
  const issueFor = (target: ResponseTarget['original']) =>
    urls.issue({ channelId: CHANNEL, userId: VIEWER, original: target });
  const id = issueFor(original);
  return {
    world,
    told,
    issueFor,
    pass(ms: number) {
      time += ms;
    },
    send: (body: object, to = id) => urls.receive(to, JSON.stringify(body)),
    sendText: (body: string, to = id) => urls.receive(to, body),
    seen: () => world.ephemerals(CHANNEL, VIEWER).map(({ text }) => text),
  };
}

describe('the life of a response_url', () => {
  it('takes five answers and no more', () => {
    const { send, seen } = setUp();
    for (let use = 1; use <= 5; use += 1) expect(send({ text: `${use}` }).status).toBe(200);
    expect(send({ text: '6' })).toEqual({ status: 404, body: '{"ok":false,"error":"used_url"}' });
    expect(seen()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('ends after half an hour', () => {
    const { send, pass } = setUp();
    pass(30 * 60 * 1000);
    expect(send({ text: 'in time' }).status).toBe(200);
    pass(1);
    expect(send({ text: 'late' })).toEqual({ status: 404, body: '{"ok":false,"error":"expired_url"}' });
  });

  it('does not begin with an address that nobody gave out', () => {
    expect(setUp().send({ text: 'x' }, 'unknown').status).toBe(404);
  });
});

describe('what an app answers', () => {
  it('is seen by one person unless it is for the channel', () => {
    const { send, seen, world, told } = setUp();
    send({ text: 'for you' });
    send({ text: 'for all', response_type: 'in_channel' });
    expect(seen()).toEqual(['for you']);
    expect(world.timeline(CHANNEL).at(-1)).toMatchObject({
      subtype: 'bot_message',
      bot_id: DEFAULT_APP.botId,
      text: 'for all',
    });
    expect(world.timeline(CHANNEL).at(-1)).not.toHaveProperty('user');
    expect(told).toEqual(['posted']);
  });

  it.each<[string, string]>([
    ['no_text', '{}'],
    ['invalid_payload', 'not json'],
    ['invalid_blocks', '{"text":"x","blocks":[{"type":"nonsense"}]}'],
    ['thread_not_found', '{"text":"x","thread_ts":"1600000000.000000"}'],
  ])('is refused with %s: %s', (error, body) => {
    expect(setUp().sendText(body)).toEqual({ status: 400, body: `{"ok":false,"error":"${error}"}` });
  });

  it('cannot replace anything after a command or shortcut: it comes as another message', () => {
    const { send, seen } = setUp();
    send({ text: 'first' });
    send({ text: 'second', replace_original: true });
    expect(seen()).toEqual(['first', 'second']);
  });

  it('replaces and deletes the ephemeral message whose button was clicked', () => {
    const { send, seen, world, issueFor } = setUp();
    const ts = world.showEphemeral({ channel: CHANNEL, viewer: VIEWER, text: 'before' });
    const id = issueFor({ kind: 'ephemeral', ts });
    send({ text: 'after', replace_original: true }, id);
    expect(seen()).toEqual(['after']);
    send({ delete_original: true }, id);
    expect(seen()).toEqual([]);
  });

  it("replaces the app's own message, not someone else's", () => {
    const { send, world, issueFor, told } = setUp();
    const own = world.post(CHANNEL, appMessage(DEFAULT_APP, 'T0ACME', { text: 'before' }));
    const other = world.post(CHANNEL, { user: VIEWER, text: 'mine' });
    send({ text: 'after', replace_original: true }, issueFor({ kind: 'message', ts: own.ts }));
    expect(world.message(CHANNEL, own.ts)?.text).toBe('after');
    expect(told).toEqual(['changed']);
    const refused = send({ text: 'x', replace_original: true }, issueFor({ kind: 'message', ts: other.ts }));
    expect(refused.body).toContain('cant_update_message');
    expect(world.message(CHANNEL, other.ts)?.text).toBe('mine');
  });
});
