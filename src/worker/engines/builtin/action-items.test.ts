import { describe, expect, it } from 'vitest';
import { recapOfLines } from '../../../../tests/support/builtin-recap.ts';

async function tasks(...lines: string[]): Promise<string[]> {
  return (await recapOfLines(...lines)).actionItems;
}

describe('whose a task is', () => {
  it('stays with whom it was asked of when somebody promises something else', async () => {
    const asked = ['Mara: @Jonas please tell Nordhav the date.', 'Jonas: They will want to know more.'];
    expect(await tasks('Jonas: hi', ...asked, "Ines: I'll write this up for everyone by Friday.")).toContain(
      'Tell Nordhav the date, Jonas',
    );
  });

  it('changes when somebody else says that they do it', async () => {
    const asked = 'Mara: @Jonas can you tell Nordhav the date?';
    expect(await tasks('Jonas: hi', asked, "Ines: I'll do it.")).toEqual(['Tell Nordhav the date, Ines']);
  });
});

describe('what is a task', () => {
  it.each([
    ['a promise', ['Mara: I will send the numbers by Friday.'], 'Send the numbers, Mara, 2026-11-06'],
    ['a short promise', ["Mara: I'll update the changelog"], 'Update the changelog, Mara'],
    ['somebody else named', ['Mara: Jonas will book the room.', 'Jonas: ok'], 'Book the room, Jonas'],
    [
      'a request that is accepted',
      ['Mara: Jonas, can you review the draft?', 'Jonas: sure'],
      'Review the draft, Jonas',
    ],
    [
      'a request by mention',
      ['Jonas: hi', 'Mara: @Jonas please restart the worker today'],
      'Restart the worker, Jonas, 2026-11-03',
    ],
    [
      'a call that somebody answers',
      ['Mara: Can someone renew the certificate?', 'Jonas: I can do that'],
      'Renew the certificate, Jonas',
    ],
    [
      'an offer that is welcome',
      ['Mara: Want me to write the announcement?', 'Jonas: yes please!'],
      'Write the announcement, Mara',
    ],
    ['a note', ['Mara: TODO: rotate the keys (Jonas)', 'Jonas: noted'], 'Rotate the keys, Jonas'],
    [
      'a duty with a date',
      ['Mara: I need to file the report by Thursday'],
      'File the report, Mara, 2026-11-05',
    ],
    [
      'a task without an owner',
      ['Mara: Someone needs to clean up the test accounts.'],
      'Clean up the test accounts',
    ],
    [
      'a promise in German',
      ['Jan: Ich schicke dem Kunden bis Freitag die Liste.'],
      'Schicke dem Kunden bis Freitag die Liste, Jan, 2026-11-06',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await tasks(...lines)).toEqual([expected]);
  });

  it.each([
    ['a refusal', ['Mara: Jonas, can you review the draft?', "Jonas: sorry, I can't"]],
    ['a condition', ['Mara: If we have time I could look at the schema.']],
    ['a negation', ["Mara: I won't send the numbers."]],
    ['a hedge', ['Mara: I might rewrite the importer some day.']],
    ['a joke', ['Mara: sure, I will rewrite the kernel tonight :joy:']],
    ['a joke admitted', ["Mara: I'll delete the production database", 'Mara: just kidding']],
    ['what others said', ['Mara: the vendor said they will fix the export']],
    ['a quote', ['Mara: > I will send the contract']],
    ['what is struck out', ['Mara: ~I will send the contract~']],
    ['code', ['Mara: see ```// I will fix the parser tomorrow```']],
    ['a state', ["Mara: I'll be at the office on Monday"]],
    ['a question of knowledge', ['Mara: can you explain the schema?', 'Jonas: sure, it has two tables']],
    ['small talk', ["Mara: I'll check"]],
    ['good manners', ['Jonas: The plan is in the wiki.', "Mara: thanks, I'll take a look at the plan"]],
    [
      'a remark to somebody',
      ['Jonas: hi', 'Mara: @Jonas Sounds good to me.', 'Mara: @Jonas Does it compile?'],
    ],
    ['how something is done', ['Jonas: hi', 'Mara: @Jonas how can you attach a note to an invoice?']],
    ['what somebody foresees', ["Mara: I'm sure I'll hit a limit with the importer."]],
    ['what somebody may play with', ["Mara: I'll mess around with the importer a bit"]],
    ['leaving', ['Mara: I have to go offline in a minute, will be back today']],
    ['what is handed over at once', ['Mara: Jonas, can you show the invoice?', 'Jonas: Sure, here it is.']],
    ['a link without words', ["Mara: I'll look into <https://bugs.example.org/7>"]],
    ['what somebody understood', ['Mara: Did I get it that I can push any folder?', 'Jonas: yes']],
  ])('not %s', async (_, lines) => {
    expect(await tasks(...lines)).toEqual([]);
  });
});

describe('what becomes of a task', () => {
  it.each([
    ['dropped', ["Mara: I'll add a retry", "Mara: never mind the retry, it's not needed anymore"]],
    ['dropped without naming it', ["Mara: I'll add a retry to the job", 'Mara: actually never mind']],
    ['done', ["Mara: I'll restart the server", 'Mara: done']],
    ['done in other words', ["Mara: I'll bump the library in all services", 'Mara: bumped everywhere']],
    ['called off', ["Mara: I'll order pizza for the meetup", 'Jonas: the meetup is cancelled, sorry all']],
  ])('%s', async (_, lines) => {
    expect(await tasks(...lines)).toEqual([]);
  });

  it('handed over', async () => {
    expect(
      await tasks(
        "Mara: I'll refresh the dashboard cache tomorrow.",
        'Mara: Jonas, could you refresh the dashboard cache instead?',
        'Jonas: yep',
      ),
    ).toEqual(['Refresh the dashboard cache, Jonas, 2026-11-04']);
  });

  it('moved', async () => {
    expect(
      await tasks(
        "Mara: I'll send the load test results by Wednesday.",
        'Jonas: nice',
        'Mara: make it Friday',
      ),
    ).toEqual(['Send the load test results, Mara, 2026-11-06']);
  });

  it('given a date by the sentence after it', async () => {
    expect(await tasks('Mara: Jonas, could you ask finance? I need it by Thursday.', 'Jonas: sure')).toEqual([
      'Ask finance, Jonas, 2026-11-05',
    ]);
  });

  it('repeated, and still one', async () => {
    expect(
      await tasks(
        'Mara: Jonas, can you write the release notes?',
        "Jonas: sure, I'll write the release notes tomorrow",
      ),
    ).toEqual(['Write the release notes, Jonas, 2026-11-04']);
  });
});

describe('how a task is worded', () => {
  it('says what `it` is', async () => {
    expect(
      await tasks('Jonas: The certificate of the status page expires soon.', "Mara: I'll renew it today"),
    ).toEqual(['Renew it (re: “The certificate of the status page expires soon.”), Mara, 2026-11-03']);
  });

  it('names who `me` and `you` are', async () => {
    expect(
      await tasks('Mara: Jonas, please send me the logs', 'Jonas: will do', "Mara: I'll send you the dump"),
    ).toEqual(['Send @Mara the logs, Jonas', 'Send @Jonas the dump, Mara']);
  });

  it('makes two of two', async () => {
    expect(await tasks("Mara: I'll review the schema and update the changelog.")).toEqual([
      'Review the schema, Mara',
      'Update the changelog, Mara',
    ]);
  });
});
