import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../../../tests/support/sentences.ts';
import { LANGUAGES } from './index.ts';

/** What Slack takes, in characters; a button or a menu of ours is to be read on a phone, so it has no more than a title. */
const TITLE = 24;
const OPTION = 75;
const PLACEHOLDER = 150;

const LIMITED: Record<string, number> = {
  ...most(
    TITLE,
    'asking.options.title asking.options.submit asking.options.close asking.runNearest decisions.title decisions.save ' +
      'decisions.cancel decisions.close decisions.supersede decisions.supersedeAnew decisions.undo failures.tryAgain ' +
      'failures.howToAddMe finding.more finding.back home.more home.back home.showRecap home.recapTitle home.leaveOut ' +
      'home.useAgain items.done items.reopen items.reassign items.changeDue items.snooze items.drop items.putBack ' +
      'items.all items.modals.reassignTitle items.modals.dueTitle items.modals.snoozeTitle items.modals.allTitle ' +
      'items.modals.save items.modals.cancel items.modals.close items.list.more items.list.back note.title note.submit ' +
      'note.close note.tryAgain progress.cancel result.update result.more result.less result.good result.bad ' +
      'result.remove result.shareHere result.shareTo result.keep result.shareTitle result.share result.removeTitle ' +
      'result.removeIt result.leaveIt result.badTitle result.send result.skip settings.channelTitle ' +
      'settings.personalTitle settings.save settings.cancel settings.close ' +
      'digests.pause digests.resume digests.edit digests.now digests.remove digests.removeTitle digests.removeIt ' +
      'digests.keepIt digests.form.title digests.form.submit digests.form.close',
  ),
  ...most(
    OPTION,
    'asking.options.windows.since_last asking.options.windows.today asking.options.windows.yesterday ' +
      'asking.options.windows.week asking.options.windows.custom asking.options.lengths.brief ' +
      'asking.options.lengths.standard asking.options.lengths.detailed asking.options.channelLanguage ' +
      'asking.options.wheres.private asking.options.wheres.channel note.ownLanguage items.modals.tomorrow ' +
      'items.modals.nextMonday items.modals.onDate items.modals.now result.faults.missed result.faults.wrong ' +
      'result.faults.too_long result.faults.too_short result.faults.other settings.automatic settings.modes.off.name ' +
      'settings.modes.off.says settings.modes.ask.name settings.modes.ask.says settings.modes.on.name ' +
      'settings.modes.on.says settings.wordsIn.name settings.wordsIn.says settings.wordsOut.name settings.wordsOut.says ' +
      'digests.form.dayChoices.workdays digests.form.dayChoices.every_day digests.form.dayChoices.weekly ' +
      'digests.form.dayChoices.monthly digests.form.coverChoices.since_last digests.form.coverChoices.previous_day ' +
      'digests.form.coverChoices.previous_week digests.form.coverChoices.previous_month digests.form.whereChoices.here ' +
      'digests.form.whereChoices.other digests.form.whereChoices.direct digests.form.quietChoices.silent ' +
      'digests.form.quietChoices.line',
  ),
  ...most(PLACEHOLDER, 'note.namePlaceholder finding.pickTag'),
};

/** Nothing of a language but names, numbers and signs, or a word that German has taken over. */
const SAME_EVERYWHERE = ['progress.threadIn', 'recap.seconds', 'reminders.notification', 'result.shareWhere'];

describe.each(LANGUAGES)('what Recall says in %s', (language) => {
  const sentences = sentencesOf(language);

  it.each(Object.entries(LIMITED))('has a %s of at most %i characters', (path, limit) => {
    expect(sentences.get(path)).toMatch(/\S/);
    expect(sentences.get(path)?.length).toBeLessThanOrEqual(limit);
  });

  it('fills in all that a sentence names', () => {
    const faulty = [...sentences].filter(([, text]) => /undefined|NaN|\[object|#(?![\w>])/.test(text));
    expect(faulty).toEqual([]);
  });

  it('has one quiet voice: no shouting, and no blanks too many', () => {
    const loud = /!!|\?!|\b[A-Z]{4,}\b|[^\n] {2}|\s$|\.\.\./;
    expect([...sentences].filter(([, text]) => loud.test(withoutNames(text)))).toEqual([]);
  });

  it('tells one from many', () => {
    const many = sentencesOf(language, { count: 2 });
    const one = sentencesOf(language, { count: 1 });
    for (const path of [
      'recap.readAll',
      'recap.decisionCount',
      'progress.readingMessages',
      'decisions.ledger',
    ]) {
      expect(one.get(path)?.replaceAll('1', '2')).not.toBe(many.get(path));
    }
  });
});

it('says nothing in German that is still English', () => {
  const english = sentencesOf('en');
  const same = [...sentencesOf('de')]
    .filter(([path, text]) => withoutNames(text) === withoutNames(english.get(path) ?? ''))
    .filter(([, text]) => /\p{L}/u.test(withoutNames(text)))
    .map(([path]) => path);
  expect(same.sort()).toEqual(SAME_EVERYWHERE.filter((path) => same.includes(path)).sort());
});

it('has the same sentences in every language', () => {
  const paths = [...sentencesOf('en').keys()];
  for (const language of LANGUAGES) expect([...sentencesOf(language).keys()].sort()).toEqual(paths.sort());
});

/** The text with a dot for each emoji, each command, and whatever a test put in. */
function withoutNames(text: string): string {
  return text.replace(/:[a-z_]+:|`[^`]*`|<[#@]\w+>|\([a-z]+\)/g, '·');
}

function most(limit: number, paths: string): Record<string, number> {
  return Object.fromEntries(paths.split(' ').map((path) => [path, limit]));
}
