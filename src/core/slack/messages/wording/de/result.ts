import type { Wording } from '../en/index.ts';

export const result: Wording['result'] = {
  update: 'Aktualisieren',
  more: 'Ausführlicher',
  less: 'Kürzer',
  good: '👍 Gut so',
  bad: '👎 Nicht so gut',
  remove: 'Löschen…',
  shareHere: 'Hier teilen',
  shareTo: 'In einem Channel teilen…',
  keep: 'Für mich behalten',

  struck: (f, { count }) =>
    f.plural(count, {
      one: ':wastebasket: # Punkt wurde entfernt, weil seine Nachricht gelöscht oder bearbeitet wurde.',
      other: ':wastebasket: # Punkte wurden entfernt, weil ihre Nachrichten gelöscht oder bearbeitet wurden.',
    }),
  nothingLeft: 'Worum es in dieser Zusammenfassung ging, wurde gelöscht oder bearbeitet',

  sharedBy: (_, { person }) => `Geteilt von ${person}`,
  sharedIn: (_, { place }) => `Geteilt in ${place}`,
  sharedAlready: (_, { place }) => `Diese Zusammenfassung ist schon in ${place} geteilt.`,
  sharedNow: (_, { place }) =>
    `Erledigt: Alle in ${place} können diese Zusammenfassung jetzt lesen, mit ihren Aufgaben und Entscheidungen.`,
  notYourChannel: (_, { place }) =>
    `Du bist nicht in ${place}, also kann ich dort nicht für dich posten. Tritt bei, und teile dann noch einmal.`,
  shareTitle: 'Teilen',
  shareWhere: 'Channel',
  shareHint:
    'Wir müssen beide dort sein. Alle dort können die Zusammenfassung lesen, mit ihren Aufgaben und Entscheidungen.',
  share: 'Teilen',
  noSuchChannel:
    'Ich bin nicht in diesem Channel. Tippe dort zuerst `/invite @Recall` oder wähle einen anderen.',
  notIn: 'Du bist nicht in diesem Channel. Wähle einen, in dem du bist.',

  removeTitle: 'Löschen?',
  removeText:
    'Die Zusammenfassung verschwindet für alle, mit ihren Aufgaben und Entscheidungen. Die Nachrichten, aus denen sie gemacht ist, bleiben. Das lässt sich nicht rückgängig machen.',
  removeIt: 'Löschen',
  leaveIt: 'Behalten',
  removed: 'Die Zusammenfassung ist gelöscht.',

  thanks: 'Danke, das hilft.',
  badTitle: 'Was war nicht gut?',
  badWhy: 'Die Zusammenfassung',
  faults: {
    missed: 'lässt etwas aus',
    wrong: 'sagt etwas Falsches',
    too_long: 'ist zu lang',
    too_short: 'ist zu kurz',
    other: 'ist aus anderem Grund nicht gut',
  },
  explanation: 'Was hätte darin stehen sollen?',
  explanationHint: 'Die Admins dieses Workspace können es lesen.',
  send: 'Senden',
  skip: 'Überspringen',
};
