import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecallError } from '../../core/domain/errors.ts';
import { type Transcript, timeOf } from '../../core/domain/transcript.ts';
import { readTranscriptFile } from './transcript-file.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

function read(text: string, timeZone = 'UTC'): Transcript {
  return readTranscriptFile(text, { now: NOW, timeZone });
}

function said(transcript: Transcript): string[] {
  return transcript.messages.map(
    ({ author, text }) => `${transcript.people.get(author ?? '')?.name ?? 'nobody'}: ${text}`,
  );
}

function times(transcript: Transcript): string[] {
  return transcript.messages.map(({ ts }) => timeOf(ts).toISOString().slice(0, 16));
}

describe('plain text', () => {
  it('has a message for each line with a name', () => {
    expect(said(read('Mara: hello\nJonas Berg: hi\n#Person1#: hey'))).toEqual([
      'Mara: hello',
      'Jonas Berg: hi',
      '#Person1#: hey',
    ]);
  });

  it('gives lines without a name to the message before', () => {
    expect(said(read('Mara: hello\nhow are you\n\nTODO: the numbers\nJonas: fine'))).toEqual([
      'Mara: hello\nhow are you\n\nTODO: the numbers',
      'Jonas: fine',
    ]);
  });

  it.each([
    [
      'dates and times',
      '[2026-11-03 14:05] Mara: a\n2026-11-03 14:06 Jonas: b',
      ['2026-11-03T14:05', '2026-11-03T14:06'],
    ],
    ['times alone, on this day', '09:00 Mara: a\n[11:30] Jonas: b', ['2026-11-20T09:00', '2026-11-20T11:30']],
    ['times past midnight', '23:50 Mara: a\n00:10 Jonas: b', ['2026-11-19T23:50', '2026-11-20T00:10']],
    ['no times, up to now', 'Mara: a\nJonas: b', ['2026-11-20T11:59', '2026-11-20T12:00']],
  ])('reads %s', (_, text, expected) => {
    expect(times(read(text))).toEqual(expected);
  });

  it('takes clock times in the zone that it is given', () => {
    expect(times(read('[2026-11-03 14:05] Mara: a', 'Asia/Tokyo'))).toEqual(['2026-11-03T05:05']);
  });

  it('starts a message only at a time, where the first line has one', () => {
    expect(said(read('[14:05] Mara: see this:\nJonas: was quoted here\n[14:06] Jonas: ok'))).toEqual([
      'Mara: see this:\nJonas: was quoted here',
      'Jonas: ok',
    ]);
  });

  it('makes mentions of names', () => {
    const transcript = read(
      'Mara Lind: hi @Jonas and @Zoe and <b>\nJonas: @Mara thanks, mail a@b.de\nJonas: @here',
    );
    const id = (name: string) => [...transcript.people.values()].find((person) => person.name === name)?.id;
    expect(transcript.messages.map(({ text }) => text)).toEqual([
      `hi <@${id('Jonas')}> and <@${id('Zoe')}> and &lt;b&gt;`,
      `<@${id('Mara Lind')}> thanks, mail a@b.de`,
      '<!here>',
    ]);
  });

  it('numbers messages from 1 and gives each its own timestamp, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 20 }), (texts) => {
        const transcript = read(['Mara: start', ...texts.map((text) => `Jonas: x${text}`)].join('\n'));
        const numbers = transcript.messages.map(({ number }) => number);
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        expect(new Set(transcript.messages.map(({ ts }) => ts)).size).toBe(numbers.length);
      }),
    );
  });
});

describe("a Slack export's day", () => {
  const day = [
    { type: 'message', user: 'U2', text: 'second', ts: '1762000002.000100', thread_ts: '1762000001.000100' },
    {
      type: 'message',
      user: 'U1',
      text: 'first <@U3|zoe>',
      ts: '1762000001.000100',
      thread_ts: '1762000001.000100',
      user_profile: { real_name: 'Mara Lind', display_name: '' },
      reactions: [{ name: '+1', count: 2, users: ['U2', 'U3'] }],
      files: [{ name: 'plan.pdf' }],
      edited: { user: 'U1', ts: '1762000003.000000' },
    },
    { type: 'message', subtype: 'channel_join', user: 'U4', text: 'joined', ts: '1762000000.000000' },
    { type: 'message', subtype: 'bot_message', bot_id: 'B1', text: 'deployed', ts: '1762000004.000000' },
    { type: 'message', user: 'U1', text: '', ts: '1762000005.000000' },
  ];

  it('is read oldest first, threads included', () => {
    const transcript = read(JSON.stringify(day));
    expect(said(transcript)).toEqual(['Mara Lind: first <@U3|zoe>', 'U2: second']);
    expect(transcript.threadTs).toBe('1762000001.000100');
    expect(transcript.messages[0]).toMatchObject({
      editedTs: '1762000003.000000',
      files: ['plan.pdf'],
      reactions: [{ name: '+1', count: 2 }],
    });
    expect(transcript.people.get('U3')?.name).toBe('zoe');
  });

  it('says what was left out', () => {
    expect(read(JSON.stringify(day)).coverage).toEqual({
      found: 5,
      read: 2,
      leftOut: { system: 1, bot: 1, empty: 1 },
      partial: false,
    });
  });
});

describe('anything else', () => {
  it.each([
    ['nothing', ''],
    ['blank lines', ' \n\n'],
    ['prose', 'Once upon a time there was a channel.'],
    ['other JSON', '{"ok": true}'],
    ['broken JSON', '[{"user": "U1"'],
    ['an empty export', '[]'],
    ['an export without people', '[{"type":"message","bot_id":"B1","text":"x","ts":"1762000000.0"}]'],
  ])('%s is refused, saying what it must be', (_, text) => {
    expect(() => read(text)).toThrow(RecallError);
    expect(() => read(text)).toThrow(/plain text with a line `Name: words`.*Slack export/);
  });
});
