import { describe, expect, it } from 'vitest';
import { readMessages } from '../../core/slack/read-message.ts';
import { sortMessages } from './sort-messages.ts';

const SORTING = { recall: { botUserId: 'U0RECALL', botId: 'B0RECALL' }, optedOut: new Set(['U0OUT']) };

function sorted(...rows: object[]) {
  const messages = readMessages(
    rows.map((row, index) => ({ ts: `${index + 1}.000100`, text: 'words', user: 'U1', ...row })),
  );
  const { kept, leftOut } = sortMessages(messages, SORTING);
  return { kept: kept.map(({ ts }) => Number.parseInt(ts, 10)), leftOut };
}

describe('what people said', () => {
  it.each([
    ['a message', {}],
    ['a reply that was also sent to the channel', { subtype: 'thread_broadcast' }],
    ['a file with words', { subtype: 'file_share', files: [{ name: 'plan.pdf' }] }],
    ['a file without words', { subtype: 'file_share', text: '', files: [{ name: 'plan.pdf' }] }],
    ['what somebody says of themselves', { subtype: 'me_message' }],
    ['a message whose author Slack does not tell', { user: undefined }],
    ['a message that mentions Recall further on', { text: 'I asked <@U0RECALL> yesterday' }],
    ['a message to somebody else', { text: '<@U2> can you look?' }],
  ])('includes %s', (_, row) => {
    expect(sorted(row)).toEqual({ kept: [1], leftOut: {} });
  });
});

describe('what people did not say', () => {
  it.each([
    ['another app', { bot_id: 'B1', user: 'U0BOT' }, 'bot'],
    ['a webhook', { subtype: 'bot_message', bot_id: 'B1', user: undefined }, 'bot'],
    ['somebody who joins', { subtype: 'channel_join', text: '<@U1> has joined the channel' }, 'system'],
    [
      'a deleted root',
      { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' },
      'system',
    ],
    ['a deleted root without a kind', { user: 'USLACKBOT', text: 'This message was deleted.' }, 'system'],
    ['a kind that is not known', { subtype: 'something_new' }, 'system'],
    ['nothing', { text: ' \n' }, 'empty'],
    ['a recap', { bot_id: 'B0RECALL', user: 'U0RECALL' }, 'recall'],
    ['Recall that joins', { subtype: 'channel_join', user: 'U0RECALL' }, 'recall'],
    [
      'a recap of an earlier installation',
      {
        bot_id: 'B9',
        metadata: { event_type: 'recall_recap', event_payload: { conversation: 'c', part: 0 } },
      },
      'recall',
    ],
    [
      'notes that an earlier installation keeps for somebody',
      { bot_id: 'B9', metadata: { event_type: 'recall_note', event_payload: { part: 0 } } },
      'recall',
    ],
    ['a bare mention of Recall', { text: '<@U0RECALL>' }, 'recall'],
    ['a question to Recall', { text: ' <@U0RECALL|recall> where do we stand?' }, 'recall'],
  ])('leaves out %s', (_, row, reason) => {
    expect(sorted(row)).toEqual({ kept: [], leftOut: { [reason]: 1 } });
  });
});

describe('what people said, but not for a recap', () => {
  it.each([
    ['somebody who has opted out', { user: 'U0OUT' }, 'opted_out'],
    [
      'a message with the reaction',
      { reactions: [{ name: 'no_recap', count: 1, users: ['U2'] }] },
      'off_the_record',
    ],
    ['a file with the reaction', { text: '', reactions: [{ name: 'no_recap', count: 3 }] }, 'off_the_record'],
    ['words that say so', { text: 'Off the record: we are hiring' }, 'off_the_record'],
  ])('leaves out %s', (_, row, reason) => {
    expect(sorted(row)).toEqual({ kept: [], leftOut: { [reason]: 1 } });
  });

  it.each([
    ['others who mention somebody who has opted out', { text: '<@U0OUT> sends the numbers' }],
    ['a message with other reactions', { reactions: [{ name: 'recap', count: 1 }] }],
    ['what somebody writes of deletions', { text: 'This message was deleted.' }],
  ])('keeps %s', (_, row) => {
    expect(sorted(row)).toEqual({ kept: [1], leftOut: {} });
  });
});

it('keeps the order and counts what is left out', () => {
  expect(sorted({}, { bot_id: 'B1' }, {}, { text: '' }, { bot_id: 'B1' })).toEqual({
    kept: [1, 3],
    leftOut: { bot: 2, empty: 1 },
  });
});
