import type { Wording } from '../en/index.ts';

export const digests: Wording['digests'] = {
  title: (_, { place, what }) => `Überblick über ${place} · ${what}`,
  span: (_, { start, end }) => `${start} bis ${end}`,
  more: (f, { count }) => `${f.number(count)} weitere`,
  continued: (_, { place }) => `${place} (Fortsetzung)`,
  threads: 'Die wichtigsten Threads',
  thread: 'zum Thread',
  threadOf: (f, { count, second }) =>
    `${f.plural(count, { one: '# Nachricht', other: '# Nachrichten' })}, ${f.plural(second, { one: 'eine Person', other: '# Personen' })}`,
  others: 'Was sonst gesagt wurde',
  newItems: 'Neue Aufgaben',
  overdue: 'Überfällig von früher',
  closed: 'In dieser Zeit erledigt',
  people: (f, { count }) => f.plural(count, { one: '# Person', other: '# Personen' }),
  threadCount: (f, { count }) => f.plural(count, { one: 'ein Thread', other: '# Threads insgesamt' }),
  lookedBack: (_, { day }) => `mit Antworten auf Threads ab ${day}`,
  struck: (f, { count }) =>
    f.plural(count, {
      one: 'ein Punkt wurde gestrichen, weil seine Nachricht weg oder geändert ist',
      other: '# Punkte wurden gestrichen, weil ihre Nachrichten weg oder geändert sind',
    }),
  late: (_, { date }) => `:hourglass: Das kommt verspätet; geplant war ${date}.`,
  folded: (f, { count }) =>
    f.plural(count, {
      one: 'Es steht auch für den Überblick davor, der nicht gepostet werden konnte.',
      other: 'Es steht auch für die # Überblicke davor, die nicht gepostet werden konnten.',
    }),
  cut: 'Es reicht höchstens 31 Tage zurück; für Älteres nenne die Tage, etwa `/recall 1 nov to 5 nov`.',
  missed: (_, { date }) => `ab ${date}, weil ich ihn für den Digest davor nicht lesen konnte`,
  quietHere: 'Hier ist nichts passiert.',
  quiet: (_, { place }) => `:zzz: In ${place} ist nichts passiert.`,
  failed: (_, { place, why }) => `:warning: ${place} fehlt hier. ${why}`,
  coming: (_, { place }) =>
    `:hourglass_flowing_sand: ${place} wird noch einmal gelesen und steht gleich hier.`,
  moreWaiting: (f, { count }) =>
    `${f.plural(count, { one: 'Noch etwas wartet', other: 'Noch # Dinge warten' })} auf dich: Tippe \`/recall waiting\`.`,
  footer: (_, { person }) => `Eingerichtet von ${person} · \`/recall digest list\` zum Ändern oder Beenden`,

  rhythms: {
    every_day: 'jeden Tag',
    workdays: 'werktags, Montag bis Freitag',
    weekly: (_, { days }) => `jeden ${days}`,
    monthly: (_, { day }) => `am ersten ${day} jedes Monats`,
  },
  at: (_, { what, date, zone }) => `${what} um ${date} (Zeit in ${zone})`,
  covers: {
    since_last: 'die Zeit seit dem Überblick davor',
    previous_day: 'den Tag davor',
    previous_week: 'die Woche davor, Montag bis Sonntag',
    previous_month: 'den Monat davor',
  },
  toYou: 'zu dir, per Direktnachricht',
  toPlace: (_, { place }) => `nach ${place}`,
  willCome: (_, { place, what, where, about }) =>
    `Ein Überblick über ${place} kommt ${where}, ${what}. Er umfasst ${about}.`,
  withYours: 'Er enthält auch deine offenen Aufgaben und was auf dich wartet.',
  next: (_, { date }) => `Die nächsten: ${date}.`,
  moved: (_, { date }) => `${date} (die Uhren überspringen die übliche Zeit)`,
  gaps: 'Tage, die keiner davon umfasst, bleiben aus.',
  quietTold: 'Ist nichts passiert, sagt er das in einer Zeile.',
  quietSilent: 'Ist nichts passiert, wird nichts gepostet.',

  setUp: (_, { what }) => `:white_check_mark: Erledigt. ${what}`,
  changed: (_, { what }) => `:white_check_mark: Geändert. ${what}`,
  paused: (_, { place }) =>
    `:double_vertical_bar: Der Überblick über ${place} pausiert. \`/recall digest resume\` startet ihn wieder.`,
  resumed: (_, { what }) => `:arrow_forward: Es geht weiter. ${what}`,
  removed: (_, { place }) =>
    `Der Überblick über ${place} ist gelöscht. Was er gepostet hat, bleibt. \`/recall digest\` richtet einen neuen ein.`,
  started: (_, { place, where }) =>
    `:hourglass_flowing_sand: Unterwegs: Der Überblick über ${place} kommt in ein paar Minuten ${where}. Ist seit dem letzten nichts passiert, wird nichts gepostet.`,
  startedAlready: 'Dieser Überblick ist schon unterwegs.',
  none: (_, { place }) =>
    `Von ${place} gibt es noch keinen Überblick. Tippe \`/recall digest\` für ein Formular oder zum Beispiel \`/recall digest weekly mon 9:00\`.`,
  noneOfYours: 'Du hast noch keinen Überblick. Tippe `/recall digest` für ein Formular.',
  several: 'Hier gibt es mehrere. Wähle, welchen du meinst:',
  gone: 'Diesen Überblick gibt es nicht mehr. `/recall digest list` zeigt, welche es gibt.',
  mayNotChange: (_, { person, who }) =>
    `Das können nur ${person} (hat ihn eingerichtet) oder ${who} ändern. Frag dort nach.`,
  guests:
    'Gäste und Leute aus anderen Organisationen können keinen Überblick einrichten. Frag ein volles Mitglied dieses Workspace.',
  notMember: (_, { place }) =>
    `Einen Überblick richten die Mitglieder des Channels ein. Tritt ${place} bei und frag noch einmal.`,
  notReadable: (_, { place }) =>
    `${place} kann ich nicht lesen. Tippe dort \`/invite @Recall\` und frag dann noch einmal.`,
  isPrivate: (_, { place }) =>
    `${place} ist privat, also geht der Überblick nur dorthin oder zu dir allein. Wähle das oder lass den Channel weg.`,
  isOff: (_, { place }) =>
    `In ${place} ist Recall ausgeschaltet. Wer den Channel verwaltet, oder ein Admin, kann das mit \`/recall settings\` ändern.`,
  tooMany: (_, { count }) => `Hier gibt es schon ${count}, mehr geht nicht. Lösche zuerst einen.`,

  list: (_, { place }) => `*Überblicke über ${place}*`,
  yours: '*Deine Überblicke*',
  of: (_, { place, where }) => `*${place}* · kommt ${where}`,
  by: (_, { person }) => `eingerichtet von ${person}`,
  isPaused: '*pausiert*',
  isPausedFor: (_, { why }) => `*pausiert:* ${why}`,
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  edit: 'Ändern',
  now: 'Jetzt posten',
  remove: 'Löschen',
  removeTitle: 'Überblick löschen?',
  removeText: 'Er kommt dann nicht mehr. Was er gepostet hat, bleibt.',
  removeIt: 'Löschen',
  keepIt: 'Behalten',
  stopped: (_, { place, why }) =>
    `:double_vertical_bar: Ich habe deinen Überblick über ${place} angehalten. ${why} Danach setzt \`/recall digest resume\` ihn fort.`,
  stoppedAfterFailures: (_, { place, why }) =>
    `:double_vertical_bar: Ich habe deinen Überblick über ${place} angehalten, weil drei hintereinander misslungen sind. ${why} \`/recall digest resume\` setzt ihn fort.`,
  whyStopped: {
    channel_archived: (_, { place }) =>
      `${place} ist archiviert: Lass den Channel wiederherstellen, oder nimm ihn aus dem Überblick heraus.`,
    channel_off: (_, { place }) =>
      `Recall ist in ${place} ausgeschaltet: Wer den Channel verwaltet, oder ein Admin, kann es mit \`/recall settings\` einschalten.`,
    not_in_channel: (_, { place }) => `Ich bin nicht mehr in ${place}: Tippe dort \`/invite @Recall\`.`,
    turned_private: (_, { place }) =>
      `${place} ist jetzt privat, und was dort gesagt wird, geht in keinen anderen Channel: Lass den Überblick dort posten oder nur zu der Person, die ihn eingerichtet hat, oder nimm ${place} heraus.`,
    you_left: (_, { place }) =>
      `Du bist nicht mehr in ${place}, deshalb lese ich dort nicht für dich: Tritt wieder bei, oder nimm den Channel aus dem Überblick heraus.`,
    author_left: (_, { place, person }) => `${person} hat ihn eingerichtet und ist nicht mehr in ${place}.`,
  },
  moreOfThem: (f, { count }) =>
    f.plural(count, { one: 'Einer wird nicht gezeigt.', other: '# werden nicht gezeigt.' }),

  form: {
    title: 'Überblick',
    submit: 'Speichern',
    close: 'Abbrechen',
    loading: 'Einen Moment…',
    days: 'Wie oft',
    dayChoices: {
      workdays: 'Werktags, Montag bis Freitag',
      every_day: 'Jeden Tag',
      weekly: 'Wöchentlich, an den Tagen unten',
      monthly: 'Monatlich, am ersten solchen Tag im Monat',
    },
    weekdays: 'An welchen Tagen',
    weekdaysHint: 'Zählt nur für wöchentlich und monatlich. Monatlich nimmt einen Tag.',
    time: 'Um wie viel Uhr',
    zone: 'Zeitzone',
    zoneHint: 'Eine Stadt oder eine Zone, etwa Berlin oder America/New_York',
    covers: 'Was er umfasst',
    coverChoices: {
      since_last: 'Die Zeit seit dem Überblick davor',
      previous_day: 'Den Tag davor, von Mitternacht bis Mitternacht',
      previous_week: 'Die Woche davor, Montag bis Sonntag',
      previous_month: 'Den Monat davor',
    },
    channels: 'Welche Channels',
    where: 'Wohin damit?',
    whereChoices: {
      here: 'In diesen Channel',
      other: 'In den Channel, den ich unten wähle',
      direct: 'Zu mir, mit meinen Aufgaben und was auf mich wartet',
    },
    other: 'Ein anderer Channel',
    focus: 'Vor allem',
    focusHint: 'Zum Beispiel: Kunden, oder was entschieden wurde',
    length: 'Länge',
    quiet: 'Wenn nichts passiert ist',
    quietChoices: { silent: 'Nichts posten', line: 'Das in einer Zeile sagen' },
    preview: (_, { what }) => `:calendar: So wird es: ${what}`,
    problems: {
      weekdays_missing: 'Wähle mindestens einen Tag.',
      weekdays_many: 'Wähle für den monatlichen Überblick einen Tag.',
      time_missing: 'Wähle eine Uhrzeit.',
      zone_unknown: 'Diese Zeitzone kenne ich nicht. Tippe eine Stadt, etwa Berlin.',
      channels_missing: 'Wähle mindestens einen Channel.',
      other_missing: 'Wähle einen Channel oder oben etwas anderes.',
    },
    unfinished: 'Fülle aus, was oben fehlt, dann zeige ich, wann er kommt.',
  },

  home: 'Deine Überblicke',
  homeNone:
    'Du hast keinen. Tippe `/recall digest` in einem Channel, um seine Tage oder Wochen zusammengefasst zu bekommen.',
  homeHow: 'Zum Ändern tippe `/recall digest list` in einem Channel oder hier in unseren Nachrichten.',
};
