import type { Wording } from '../en/index.ts';

export const asking: Wording['asking'] = {
  understood: (_, { place, start, end, link }) =>
    `Ich lese in ${place} von ${start} bis ${end}, nach deiner Uhr. Die Zusammenfassung kommt in ${link('unseren Direktnachrichten')}, wo nur du sie siehst.`,
  understoodDay: (_, { place, day, link }) =>
    `Ich lese ${day} in ${place}, nach deiner Uhr. Die Zusammenfassung kommt in ${link('unseren Direktnachrichten')}, wo nur du sie siehst.`,
  understoodLast: (f, { count, place, link }) =>
    `Ich lese ${f.plural(count, { one: 'die letzte Nachricht', other: 'die letzten # Nachrichten' })} in ${place}. Die Zusammenfassung kommt in ${link('unseren Direktnachrichten')}, wo nur du sie siehst.`,
  now: 'jetzt',
  joined: (_, { what, where }) =>
    `Ich arbeite schon an ${what}, du brauchst nicht noch einmal zu fragen. Die Zusammenfassung erscheint ${where}.`,
  whereIn: {
    thread: 'in diesem Thread',
    channel: 'in diesem Channel',
    private: 'in unseren Direktnachrichten',
  },
  hereLink: 'hier',

  cancelled: 'Abgebrochen. Es wurde nichts gepostet.',
  cancelledUpdate: 'Abgebrochen. Die Zusammenfassung bleibt, wie sie war.',
  tooLate: 'Zu spät zum Abbrechen: Die Zusammenfassung ist fertig.',

  unclear: (_, { typed, command }) => `„${typed}“ habe ich nicht verstanden. Meintest du ${command}?`,
  runNearest: 'Ja, mach das',
  seeHelp: (_, { command }) => `${command} zeigt alles, was ich verstehe.`,

  notInDirectMessage:
    'Hier gibt es keinen Channel zum Zusammenfassen. In unseren Direktnachrichten geht: `/recall <link to a message>` für den Thread dieser Nachricht, `/recall note` für eingefügte Notizen, `/recall find`, `/recall actions` und `/recall waiting`. Für einen Channel tippe `/recall` dort.',

  help: 'Was ich kann',
  helpRecaps: '*Zusammenfassungen*, nur für dich',
  helpAfterwards: '*Finden und dranbleiben*',
  helpDigests: '*Überblicke*, wann dein Team sie will',
  helpSettings: '*Einstellungen*',
  helpElsewhere: (_, { zone }) =>
    [
      '*Ohne zu tippen*',
      '• An einer Nachricht in einem Thread: *⋮ Weitere Aktionen → Recall this thread* postet eine Zusammenfassung dort, *Recall just for me* schickt sie dir.',
      '• Erwähne mich in einem Thread, gern mit Worten zum Steuern: `@Recall focus on the outage`.',
      '• Reagiere mit `:recall:`, wo der Channel es erlaubt.',
      `Tage und Uhrzeiten sind die deiner Zeitzone, ${zone}.`,
    ].join('\n'),
  forms: {
    since_last: 'dieser Channel seit deiner letzten Zusammenfassung (beim ersten Mal: 24 Stunden)',
    duration: 'die letzten 3 Tage; auch `12h`, `2w`',
    since: 'seit einem Tag, einem Datum oder einer Uhrzeit',
    day: 'ein Tag',
    week: 'eine Kalenderwoche',
    between: 'von einem Tag bis zu einem anderen',
    last_messages: 'die letzten 200 Nachrichten',
    thread: 'der Thread dieser Nachricht',
    public: 'postet sie für alle',
    focus: 'geht vor allem auf das ein, was du nennst',
    options: 'ein Formular mit allem zum Auswählen',
    note: 'eine Zusammenfassung eingefügter Notizen',
    actions: 'offene Aufgaben',
    decisions: 'die Entscheidungen in diesem Channel',
    find: 'sucht in früheren Zusammenfassungen, Entscheidungen und Aufgaben',
    tags: 'die Schlagwörter früherer Zusammenfassungen',
    waiting: 'was auf dich wartet',
    digest: 'ein Formular für einen Überblick über diesen Channel oder mehrere',
    digest_schedule:
      'richtet einen ein; auch `daily 9:00`, `weekdays 9:00`, `monthly first monday 9:00`, dahinter eine Zone wie `Europe/Berlin`',
    digest_change: 'zeigt ihn, hält ihn an oder postet ihn',
    settings: 'was ich in diesem Channel darf',
    admin: 'der Adminbereich, für Admins und Inhaber',
    optout: 'lässt deine Nachrichten in Zusammenfassungen aus',
    optin: 'nimmt sie wieder auf',
    help: 'diese Liste',
  },

  options: {
    title: 'Zusammenfassung',
    submit: 'Zusammenfassen',
    close: 'Schließen',
    about: (_, { place }) => `Eine Zusammenfassung von ${place}.`,
    window: 'Was soll ich lesen?',
    windows: {
      since_last: 'Seit meiner letzten Zusammenfassung hier',
      today: 'Heute',
      yesterday: 'Gestern',
      week: 'Die letzten 7 Tage',
      custom: 'Die Tage, die ich unten wähle',
    },
    from: 'Von (der erste Tag)',
    to: 'Bis (der letzte Tag; leer heißt heute)',
    focus: 'Vor allem',
    focusHint: 'Zum Beispiel: der Ausfall, oder was Kunden wollten',
    length: 'Länge',
    lengths: { brief: 'Kurz', standard: 'Normal', detailed: 'Ausführlich' },
    language: 'Sprache',
    channelLanguage: 'Die Sprache des Channels',
    where: 'Wohin damit?',
    wheres: { private: 'Nur für mich, in unsere Direktnachrichten', channel: 'In diesen Channel, für alle' },
    problems: {
      from_missing: 'Wähle den ersten Tag oder oben etwas anderes.',
      from_in_future: 'Dieser Tag kommt erst noch. Wähle einen früheren.',
      to_before_from: 'Das liegt vor dem ersten Tag. Wähle einen späteren.',
      too_long: 'Ich lese höchstens ein Jahr. Wähle einen späteren Tag.',
    },
  },
};
