import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../../simulator/block-kit/check.ts';
import { ACTION_RUN_NEAREST } from '../../ids.ts';
import { speechFor } from '../speech.ts';
import { en } from '../wording/en/index.ts';
import { LANGUAGES } from '../wording/index.ts';
import {
  cancelledMessage,
  cancelledNotice,
  type FormName,
  helpMessage,
  joinedNotice,
  noChannelHereMessage,
  tooLateNotice,
  unclearMessage,
  understoodNotice,
} from './asking.ts';

const english = speechFor({ locale: 'en-US', timeZone: 'Europe/Berlin' });
const at = (moment: string) => new Date(moment);
const ids: FormName[] = ['since_last', 'public', 'note', 'actions', 'find', 'settings', 'help'];
const forms = ids.map((id) => ({ id, form: `/recall ${id} <words>` }));

describe('the help', () => {
  it('says of each form what it does, and shows it as it is typed', () => {
    const words = JSON.stringify(helpMessage({ forms, speech: english }).blocks);
    for (const { id } of forms)
      expect(words).toContain(`\`/recall ${id} &lt;words&gt;\` ${en.asking.forms[id]}`);
    expect(words).toContain('Europe/Berlin');
  });
});

describe('what was not understood', () => {
  it('is shown as a person reads it, cut where it is long', () => {
    const typed = `<!channel> <@U0BO|bo> a & b ${'x'.repeat(300)}`;
    const { text } = unclearMessage({ typed, nearest: '/recall since monday', speech: english });
    expect(text).toContain('“@channel @bo a &amp; b');
    expect(text).toContain('Did you mean `/recall since monday`?');
    expect(text.length).toBeLessThan(260);
  });

  it('has a button that carries the nearest command', () => {
    const { blocks } = unclearMessage({ typed: 'x', nearest: '/recall find a"b', speech: english });
    expect(blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [{ action_id: ACTION_RUN_NEAREST, value: '/recall find a"b' }],
    });
  });
});

describe('what was understood', () => {
  const told = (from: string, to: string, limit: number | null = null) =>
    understoodNotice({
      window: { from: at(from), to: at(to), limit },
      channel: { id: 'C1' },
      requestedAt: at('2026-11-23T12:00:00Z'),
      placeholderUrl: 'https://acme.slack.com/archives/D1/p1',
      speech: english,
    }).text;

  it('is told in the zone of the person, up to now', () => {
    expect(told('2026-11-20T08:30:00Z', '2026-11-23T12:00:00Z')).toBe(
      'Reading <#C1> from Fri, Nov 20, 9:30 AM to now, your time. The recap comes in <https://acme.slack.com/archives/D1/p1|our direct messages>, where only you see it.',
    );
  });

  it('ends with its last day where it is whole days', () => {
    expect(told('2026-11-08T23:00:00Z', '2026-11-13T23:00:00Z')).toContain(
      'from Mon, Nov 9 to Fri, Nov 13, your time',
    );
  });

  it('ends at a time where it is not', () => {
    expect(told('2026-11-08T23:00:00Z', '2026-11-13T10:15:00Z')).toContain(
      'Mon, Nov 9, 12:00 AM to Fri, Nov 13, 11:15 AM, your time',
    );
  });

  it('is a number of messages', () => {
    expect(told('2025-11-23T12:00:00Z', '2026-11-23T12:00:00Z', 200)).toContain(
      'the last 200 messages of <#C1>',
    );
    expect(told('2025-11-23T12:00:00Z', '2026-11-23T12:00:00Z', 1)).toContain('the last message of <#C1>');
  });
});

it('says where what is being read already appears, with a link once there is one', () => {
  const about = { what: 'this thread', audience: 'thread', speech: english } as const;
  expect(joinedNotice({ ...about, url: null }).text).toContain('appears in this thread.');
  expect(joinedNotice({ ...about, url: 'https://a.slack.com/x' }).text).toContain(
    'appears <https://a.slack.com/x|here>.',
  );
});

it.each(LANGUAGES)('says everything in %s in blocks that Slack takes', (locale) => {
  const speech = speechFor({ locale, timeZone: 'Europe/Berlin' });
  const messages = [
    helpMessage({ forms, speech }),
    unclearMessage({ typed: 'x'.repeat(300), nearest: '/recall 24h', speech }),
    noChannelHereMessage({ speech }),
    cancelledMessage({ conversationId: '01900000-0000-7000-8000-000000000000', speech }),
    cancelledNotice({ speech }),
    tooLateNotice({ speech }),
    joinedNotice({ what: '#c', audience: 'private', url: null, speech }),
  ];
  expect(new Set(messages.map(({ text }) => text)).size).toBe(messages.length);
  for (const { blocks } of messages) expect(checkBlocks(blocks)).toMatchObject({ ok: true });
});
