import { describe, expect, it } from 'vitest';
import { recapOfLines } from '../../../../tests/support/builtin-recap.ts';

async function open(...lines: string[]): Promise<string[]> {
  return (await recapOfLines(...lines)).openQuestions;
}

describe('a question is open', () => {
  it.each([
    ['when nobody says anything', ['Jonas: hi', 'Mara: Who owns the backups?'], 'Who owns the backups?'],
    [
      'when the answer is that nobody knows',
      ['Mara: Why is the build so slow today?', 'Jonas: good question, no idea'],
      'Why is the build so slow today?',
    ],
    [
      'when it is passed on',
      ['Mara: Is there a test account for the shop?', 'Jonas: no idea, ask Selim when he is back'],
      'Is there a test account for the shop?',
    ],
    [
      'when only others than the one asked talk, about other things',
      ['Mara: @Rosa what is the retention period?', 'Jonas: lunch anyone?', 'Jonas: I am hungry'],
      '@Rosa what is the retention period?',
    ],
    [
      'when nobody takes up who will',
      ['Mara: Who will run the interviews?', 'Jonas: got it'],
      'Who will run the interviews?',
    ],
    [
      'without a question mark',
      ['Mara: does anyone know where the logs live'],
      'Does anyone know where the logs live',
    ],
    [
      'in a language that the engine does not know',
      ['花子: 締め切りはいつですか？'],
      '締め切りはいつですか？',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await open(...lines)).toEqual([expected]);
  });

  it.each([
    ['it is answered', ['Mara: Which port does the mock use?', 'Jonas: 8089']],
    ['the asker finds out', ['Mara: How do I get access to the folder?', 'Mara: never mind, found it']],
    ['it is rhetorical', ['Mara: This is great, right?', 'Mara: who would have thought?']],
    ['it is quoted', ['Mara: They always ask me "What are invoices good for?"']],
    ['it supposes', ["Mara: I think you'd rather want the other importer?"]],
    ['the asker is glad', ['Mara: Any tips on a good importer?', 'Mara: whoa, this is perfect']],
    ['it asks for work', ['Mara: Jonas, can you review the draft?', 'Jonas: sure']],
    ['the asker answers it', ['Mara: Why does it fail? Because the disk is full.']],
  ])('not when %s', async (_, lines) => {
    expect(await open(...lines)).toEqual([]);
  });

  it('stands behind what it is about', async () => {
    expect(await open('Mara: The importer skips every second row. Is this a known issue?')).toEqual([
      'The importer skips every second row. Is this a known issue?',
    ]);
  });

  it('says whose `I` it is', async () => {
    expect(await open('Mara: Where can I find the guidelines?')).toEqual([
      '@Mara: Where can I find the guidelines?',
    ]);
  });
});
