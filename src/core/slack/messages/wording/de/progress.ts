import type { Formats } from '../../formats.ts';
import type { Wording } from '../en/index.ts';

/** Everything that says what is read is a dative, so that it fits after “von”, “an” and “aus”. */
export const progress: Wording['progress'] = {
  thisThread: 'diesem Thread',
  aThread: 'einem Thread',
  threadIn: (_, { thread, place }) => `${thread} in ${place}`,
  thisConversation: 'unseren Direktnachrichten',
  notes: 'deinen Notizen',
  lastMessages: (f, { count, place }) =>
    `${f.plural(count, { one: 'der letzten Nachricht', other: 'den letzten # Nachrichten' })} in ${place}`,
  lastHours: (f, { hours, place }) =>
    `${f.plural(hours, { one: 'der letzten Stunde', other: 'den letzten # Stunden' })} in ${place}`,
  lastDays: (f, { days, place }) =>
    `${f.plural(days, { one: 'dem letzten Tag', other: 'den letzten # Tagen' })} in ${place}`,
  since: (_, { start, place }) => `${place} seit ${start}`,
  oneDay: (_, { day, place }) => `${place} am ${day}`,
  between: (_, { start, end, place }) => `${place} (${start} bis ${end})`,

  reading: (_, { what }) => `Ich arbeite an ${what}…`,
  readingMessages: (f, { count, what }) =>
    `Ich lese ${f.plural(count, { one: '# Nachricht', other: '# Nachrichten' })} aus ${what}…`,
  asking: (f, { count }) =>
    `Ich befrage das Modell zu ${f.plural(count, { one: '# Nachricht', other: '# Nachrichten' })}…`,
  askingPart: (f, { count, part, of }) =>
    `Ich befrage das Modell zu ${f.plural(count, { one: '# Nachricht', other: '# Nachrichten' })}, Teil ${f.number(part)} von ${f.number(of)}…`,
  joining: (f, { of }) => `Alle ${f.number(of)} Teile sind gelesen. Ich mache daraus eine Zusammenfassung…`,
  cancel: 'Abbrechen',
  queued: (_, { what }) =>
    `Deine Zusammenfassung von ${what} ist vorgemerkt. Meine Warteschlange ist gerade nicht erreichbar; die Zusammenfassung erscheint hier, sobald sie wieder da ist. Du brauchst nicht noch einmal zu fragen.`,
  private: (_, { what, link }) =>
    `Ich arbeite an ${what}. Die Zusammenfassung kommt in ${link('unseren Direktnachrichten')}, wo nur du sie siehst.`,
  following: (_, { link }) =>
    `Zu diesem Thread gibt es schon ${link('eine Zusammenfassung')}. Ich lese, was seitdem gesagt wurde…`,
  followingElsewhere: (_, { link }) => `Ich lese, was seit ${link('der Zusammenfassung')} gesagt wurde…`,
  rereading: (_, { link }) =>
    `Ich lese alles noch einmal. ${link('Die Zusammenfassung')} bleibt, wie sie ist, bis ich fertig bin.`,
  updated: (f, { link, changes }) =>
    `${link('Die Zusammenfassung')} ist auf dem neuesten Stand: ${changesIn(f, changes)}.`,
  updatedWithoutChange: (_, { link }) =>
    `${link('Die Zusammenfassung')} ist auf dem neuesten Stand; in ihr hat sich nichts geändert.`,
  unchanged: (_, { link }) =>
    `Seit ${link('der Zusammenfassung')} wurde hier nichts gesagt, sie gilt also noch.`,
};

type Changes = Parameters<Wording['progress']['updated']>[1]['changes'];

function changesIn(f: Formats, changes: Changes): string {
  return [
    { count: changes.new, word: 'neu' },
    { count: changes.changed, word: 'geändert' },
    { count: changes.closed, word: 'erledigt' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${f.number(count)} ${word}`)
    .join(', ');
}
