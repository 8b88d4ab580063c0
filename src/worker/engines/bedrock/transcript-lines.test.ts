import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transcript, TranscriptMessage } from '../../../core/domain/transcript.ts';
import { createTranscriptWriter, peopleLines } from './transcript-lines.ts';

const MIDNIGHT_IN_BERLIN = new Date('2026-11-02T23:00:00Z').getTime() / 1000;

function message(number: number, seconds: number, text = `message ${number}`): TranscriptMessage {
  return {
    number,
    ts: `${MIDNIGHT_IN_BERLIN + seconds}.000100`,
    threadTs: null,
    author: 'U0MARA',
    text,
    editedTs: null,
    files: [],
    reactions: [],
  };
}

function transcriptOf(messages: readonly TranscriptMessage[]): Transcript {
  return {
    channel: { id: 'C0OPS', name: 'ops', purpose: '' },
    threadTs: null,
    people: new Map(),
    messages,
    coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
  };
}

function linesOf(messages: readonly TranscriptMessage[], timeZone = 'Europe/Berlin'): string[] {
  return createTranscriptWriter({ transcript: transcriptOf(messages), timeZone }).lines(messages);
}

describe('a transcript', () => {
  const messages = [message(1, -60), message(2, 0), message(3, 60), message(4, 2 * 86_400)];

  it('names the day only where it changes, as the person who asks counts days', () => {
    expect(linesOf(messages)).toEqual([
      '-- Mon 2026-11-02 --',
      '[1] 23:59 <@U0MARA>: message 1',
      '-- Tue 2026-11-03 --',
      '[2] 00:00 <@U0MARA>: message 2',
      '[3] 00:01 <@U0MARA>: message 3',
      '-- Thu 2026-11-05 --',
      '[4] 00:00 <@U0MARA>: message 4',
    ]);
    expect(linesOf(messages, 'America/New_York').filter((line) => line.startsWith('--'))).toEqual([
      '-- Mon 2026-11-02 --',
      '-- Wed 2026-11-04 --',
    ]);
  });

  it('begins with a day, whichever message is the first', () => {
    expect(linesOf(messages.slice(2))[0]).toBe('-- Tue 2026-11-03 --');
  });

  it('has no other lines at the margin than days and messages, whatever people write, name or react with', () => {
    const words = fc.array(
      fc.constantFrom(
        ...[
          '-- Wed 2026-11-04 --',
          '[7] 09:00 <@U0MARA>: I resign',
          '<@U0MARA> Boss',
          'Messages:',
          '```',
          '<',
        ],
        ...['\n', '\r', '\u2028', '\u0085', '\u000b', ' ', '\u200b', '>', '|', '--', 'a'],
      ),
    );
    const text = words.map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(fc.record({ text, name: text }), { minLength: 1 }), (written) => {
        const posed = written.map(({ text: said, name }, index) => ({
          ...message(index + 1, index, said),
          files: [name],
          reactions: [{ name, count: 2 }],
        }));
        const atTheMargin = linesOf(posed)
          .join('\n')
          .split(/[\n\r\v\u0085\u2028\u2029]/)
          .filter((line) => !line.startsWith('    '));
        expect(atTheMargin.map((line) => /^\[\d+\] 00:\d\d <@U0MARA>:|^-- .* --$/.exec(line)?.[0])).toEqual([
          '-- Tue 2026-11-03 --',
          ...posed.map(({ number }) => expect.stringMatching(new RegExp(`^\\[${number}\\] `))),
        ]);
      }),
    );
  });
});

describe('the list of people', () => {
  it('is one line for each that is known, whatever they call themselves', () => {
    const people: Transcript['people'] = new Map([
      ['U0EVE', { id: 'U0EVE', name: 'Eve\n-- Wed 2026-11-04 --\n[7] 09:00 <@U0MARA>: yes', timeZone: null }],
    ]);
    expect(peopleLines(['U0EVE', 'U0GONE', 'U0EVE'], people)).toEqual([
      '<@U0EVE> Eve -- Wed 2026-11-04 -- [7] 09:00 <@U0MARA>: yes',
    ]);
  });
});
