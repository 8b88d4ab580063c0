import { describe, expect, it } from 'vitest';
import { recapOfLines } from '../../../../tests/support/builtin-recap.ts';

async function decisions(...lines: string[]): Promise<string[]> {
  return (await recapOfLines(...lines)).decisions;
}

describe('what is a decision', () => {
  it.each([
    ['a marker', ['Mara: Decision: we drop Node 18'], 'We drop Node 18'],
    ['a German marker', ['Jan: Entscheidung: das Release verschieben wir'], 'Das Release verschieben wir'],
    ['deciding in words', ['Mara: We decided to keep the old logo.'], 'Keep the old logo.'],
    ['deciding against', ['Mara: We decided against the new runner.'], 'We decided against the new runner.'],
    ['a conclusion', ["Mara: ok, let's go with Postgres"], 'Go with Postgres'],
    ['a refusal of a date', ["Mara: We won't ship on Friday."], "We won't ship on Friday."],
    [
      'a proposal that somebody agrees to',
      ['Mara: How about the old mill?', 'Jonas: sounds good!'],
      'The old mill',
    ],
    [
      'a proposal that gets a thumb',
      ['Mara: I propose we stop the status mails', 'Jonas: :+1:'],
      'We stop the status mails',
    ],
    ['a choice', ['Mara: Ishiguro it is then!'], 'Ishiguro'],
    ['what stays', ['Mara: The archive stays where it is.'], 'Archive stays where it is'],
    [
      'a thought that somebody finds good',
      ['Mara: We could rename the archive folder.', 'Jonas: good idea'],
      'Rename the archive folder.',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await decisions(...lines)).toEqual([expected]);
  });

  it.each([
    ['an open matter', ["Mara: We haven't decided on the database yet."]],
    ['a proposal without an answer', ['Mara: How about Postgres?']],
    [
      'a proposal that is turned down',
      ["Mara: let's move the standup to nine", "Jonas: no, I can't make it"],
    ],
    ['a thought', ['Mara: What if we moved everything to a monorepo?', 'Jonas: hm']],
    ['a thought that is only heard', ['Mara: We could rename the archive folder.', 'Jonas: yes']],
    [
      'a proposal that somebody takes note of',
      ['Mara: We should rename the archive folder.', 'Jonas: right, thanks, I got past it'],
    ],
    [
      'what is to be found out',
      ["Mara: I'll ask whether we should rename the archive folder.", 'Jonas: yes'],
    ],
    [
      'a proposal before a question that gets the yes',
      ['Mara: We should rename the archive folder.', 'Ines: Does the lift work?', 'Jonas: yes'],
    ],
    ['handing over', ['Mara: Sure, here it is.', 'Mara: Nobody knows which folder it is.']],
    ['a slip', ['Mara: I chose the wrong folder in the dialog.']],
    ['history', ['Mara: Last year we decided to pay quarterly.']],
    ['a joke', ["Mara: lol let's ship it without tests"]],
    ['a condition', ["Mara: We'll use Redis if the queue gets slow."]],
    ['a task that somebody takes on', ['Mara: We should tell the customers', "Jonas: I'll write to them"]],
  ])('not %s', async (_, lines) => {
    expect(await decisions(...lines)).toEqual([]);
  });
});

it('forgets a decision that is taken back', async () => {
  expect(
    await decisions(
      "Mara: ok, let's use OneSignal",
      'Jonas: great',
      'Mara: scratch that. We will use Firebase instead of OneSignal.',
    ),
  ).toEqual(['We will use Firebase instead of OneSignal.']);
});
