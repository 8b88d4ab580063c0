import { describe, expect, it } from 'vitest';
import { readMessageChange } from './read-change.ts';

const channel = 'C0GENERAL';
const message = { type: 'message', user: 'U0BO', text: 'now', ts: '1626342128.008700' };
const edited = { user: 'U0BO', ts: '1626342137.000000' };
const changed = (now: object, before?: object) => ({
  type: 'message',
  subtype: 'message_changed',
  hidden: true,
  channel,
  message: { ...message, ...now },
  ...(before ? { previous_message: { ...message, ...before } } : {}),
  ts: '1626342137.008900',
});

describe('what became of a message', () => {
  it('is that it was deleted', () => {
    const event = { type: 'message', subtype: 'message_deleted', channel, deleted_ts: '1665368619.804829' };
    expect(readMessageChange(event)).toEqual({ channelId: channel, ts: '1665368619.804829', editedTs: null });
  });

  it('is the same where a tombstone took its place', () => {
    const event = changed({ subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' }, {});
    expect(readMessageChange(event)).toEqual({ channelId: channel, ts: message.ts, editedTs: null });
  });

  it('is an edit, where its words are others', () => {
    const expected = { channelId: channel, ts: message.ts, editedTs: edited.ts };
    expect(readMessageChange(changed({ edited }, { text: 'before' }))).toEqual(expected);
    expect(readMessageChange(changed({ edited }))).toEqual(expected);
  });

  it.each([
    ['a preview came', changed({ attachments: [{}] }, {})],
    ['a preview came after an edit', changed({ edited, attachments: [{}] }, { edited })],
    ['it is new', { ...message, channel }],
    ['it is of another kind', { ...message, subtype: 'channel_topic', channel }],
    ['there is no message', { type: 'message', subtype: 'message_changed', channel }],
    ['its timestamp is none', { type: 'message', subtype: 'message_deleted', channel, deleted_ts: 'x' }],
    ['there is nothing', undefined],
  ])('is nothing where %s', (_, event) => {
    expect(readMessageChange(event)).toBeNull();
  });
});
