import { expect, it } from 'vitest';
import { readTranscriptFile } from '../../src/cli/try/transcript-file.ts';
import { composeTranscript } from './compose.ts';
import type { KnownConversation } from './expected.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

function conversation(text: string, source: number): KnownConversation {
  const openQuestions = [{ sources: [source] }];
  return {
    name: '',
    transcript: readTranscriptFile(text, { now: NOW }),
    expected: { note: '', decisions: [], actionItems: [], openQuestions },
  };
}

it('puts conversations in the order of their dates, with small talk between, under new numbers', () => {
  const later = conversation('[2026-11-05 10:00] Jonas: hi @Mara\n[2026-11-05 10:01] Mara: when?', 2);
  const earlier = conversation('[2026-11-04 10:00] Mara: where?', 1);
  const talk = readTranscriptFile('Zoe: nice weather\nMara: yes', { now: NOW });
  const { transcript, expected } = composeTranscript([later, earlier], talk, 6);

  const name = (id: string | null) => transcript.people.get(id ?? '')?.name;
  expect(transcript.messages.map(({ number, author, text }) => [number, name(author), text])).toEqual([
    [1, 'Mara', 'where?'],
    [2, 'Zoe', 'nice weather'],
    [3, 'Jonas', 'hi <@U000001>'],
    [4, 'Mara', 'when?'],
    [5, 'Mara', 'yes'],
    [6, 'Zoe', 'nice weather'],
  ]);
  expect(name('U000001')).toBe('Mara');
  expect(expected.openQuestions).toEqual([{ sources: [1] }, { sources: [4] }]);
});
