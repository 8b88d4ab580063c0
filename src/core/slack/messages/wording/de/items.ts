import type { Wording } from '../en/index.ts';

/** Whoever did something is a dative, so that it fits after “von”. */
export const items: Wording['items'] = {
  done: 'Erledigt',
  reopen: 'Nicht erledigt',
  reassign: 'Weitergeben…',
  changeDue: 'Fällig am…',
  snooze: 'Zurückstellen…',
  drop: 'Keine Aufgabe',
  putBack: 'Zurück auf die Liste',
  all: 'Alle Aufgaben',

  doneBy: 'erledigt von',

  dueToday: 'heute fällig',
  overdue: (_, { date }) => `überfällig seit ${date}`,
  snoozedUntil: (_, { date }) => `zurückgestellt bis ${date}`,
  source: 'Nachricht',

  told: {
    doneAlready: (_, { who }) => `Das wurde schon von ${who} als erledigt markiert.`,
    droppedAlready: (_, { who }) => `Das wurde schon von ${who} von der Liste genommen.`,
    openAlready: 'Das ist schon wieder offen.',
    sameAlready: 'Das ist schon so, es hat sich nichts geändert.',
    dropped: (_, { text }) => `Von der Liste genommen: „${text}“`,
    changedMeanwhile: (_, { who }) =>
      `Das wurde inzwischen von ${who} geändert. So steht es jetzt; speichere noch einmal, wenn du es weiterhin ändern möchtest.`,
  },
  you: 'dir',
  someone: 'jemandem',
  gone: 'Diese Aufgabe gibt es nicht mehr: Ihre Zusammenfassung wurde gelöscht, oder eine neuere enthält sie nicht mehr. Tippe `/recall actions`, um zu sehen, was offen ist.',
  mayNot:
    'Das kann nur ändern, wer den Channel lesen darf, aus dem es stammt. Bitte dort jemanden, dich hinzuzufügen.',
  notTheirs: (_, { person }) =>
    `Das stammt aus einer privaten Zusammenfassung, also kann es nur ${person} ändern. Frag dort nach.`,

  modals: {
    reassignTitle: 'Weitergeben',
    dueTitle: 'Fällig am',
    snoozeTitle: 'Zurückstellen',
    allTitle: 'Aufgaben',
    save: 'Speichern',
    cancel: 'Abbrechen',
    close: 'Schließen',
    loading: 'Einen Moment…',
    person: 'Wer macht es?',
    personHint: 'Lass es leer, wenn es vorerst niemand macht.',
    personHintPrivate: 'Nur du siehst diese Zusammenfassung, also erfährt die Person nichts davon.',
    cannotRead:
      'Diese Person kann den Channel nicht lesen, aus dem die Aufgabe stammt. Wähle eine, die es kann.',
    noPerson: 'Das ist eine App oder jemand, der nicht mehr da ist. Wähle eine Person dieses Workspace.',
    date: 'Bis wann?',
    dateHint: 'Lass es leer, wenn es kein Datum gibt.',
    snoozeUntil: 'Zurückstellen bis',
    tomorrow: (_, { date }) => `Morgen früh (${date})`,
    nextMonday: (_, { date }) => `Nächsten Montag (${date})`,
    onDate: 'An einem anderen Tag',
    day: 'An welchem Tag?',
    dayHint: 'Ich erinnere dich um 9 Uhr.',
    pickDay: 'Wähle einen Tag, der noch kommt.',
    pickDueDay: 'Dieser Tag ist vorbei. Wähle heute oder einen späteren Tag.',
    now: 'Nicht mehr: jetzt zeigen',
  },

  list: {
    mine: 'Deine Aufgaben',
    ofPerson: (_, { person }) => `Aufgaben von ${person}`,
    here: (_, { place }) => `Aufgaben in ${place}`,
    open: (f, { count }) => f.plural(count, { one: '# offen', other: '# offen' }),
    page: (f, { page, pages }) => `Seite ${f.number(page)} von ${f.number(pages)}`,
    more: 'Mehr',
    back: 'Zurück',
    noneMine: 'Nichts wartet auf dich. :tada:',
    noneOfPerson: (_, { person }) => `${person} hat keine offenen Aufgaben, die du sehen darfst. :tada:`,
    noneHere:
      'Hier gibt es keine offenen Aufgaben. :tada: Sie kommen aus Zusammenfassungen: Tippe `/recall` für eine.',
    notReadable:
      'Ich kann nur Aufgaben aus Channels zeigen, in denen wir beide sind. Tippe hier `/invite @Recall` oder frag mit `/recall actions mine` nach deinen eigenen.',
  },
};
