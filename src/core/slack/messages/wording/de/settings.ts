import type { Wording } from '../en/index.ts';

export const settings: Wording['settings'] = {
  channelTitle: 'Channel-Einstellungen',
  personalTitle: 'Deine Einstellungen',
  loading: 'Einen Moment…',
  save: 'Speichern',
  cancel: 'Abbrechen',
  close: 'Schließen',

  about: (_, { place }) => `Was ich in ${place} tue, für alle.`,
  mode: 'Wann ich zusammenfasse',
  modes: {
    off: { name: 'Nie', says: 'Niemand bekommt Zusammenfassungen dieses Channels.' },
    ask: { name: 'Auf Nachfrage', says: 'Wer per Befehl, Shortcut oder Erwähnung fragt, bekommt eine.' },
    on: {
      name: 'Auf Nachfrage und per Reaktion',
      says: 'Ebenso, und die Reaktion :recall: fragt nach einer für den Thread.',
    },
  },
  language: 'Sprache der Zusammenfassungen',
  automatic: 'Die Sprache, in der geschrieben wird',
  readOnly: (_, { who }) => `Ändern können das nur ${who}. Frag dort nach.`,
  admins: 'die Admins dieses Workspace',
  creator: (_, { person }) => `${person} (hat den Channel erstellt)`,
  eitherOf: (_, { first, second }) => `${first} und ${second}`,
  changed: {
    off: (_, { place }) =>
      `Recall ist in ${place} jetzt ausgeschaltet: Niemand bekommt Zusammenfassungen davon, bis du es mit \`/recall settings\` wieder einschaltest.`,
    ask: (_, { place }) =>
      `Recall fasst ${place} jetzt zusammen, wenn jemand danach fragt. Eine Reaktion allein genügt nicht.`,
    on: (_, { place }) =>
      `Recall ist in ${place} jetzt ganz eingeschaltet: Auch die Reaktion :recall: auf eine Nachricht fragt nach einer Zusammenfassung ihres Threads.`,
  },

  words: 'Deine Nachrichten in Zusammenfassungen',
  wordsIn: {
    name: 'Meine Nachrichten verwenden',
    says: 'Was du mitbesprichst, wird vollständig zusammengefasst.',
  },
  wordsOut: {
    name: 'Meine Nachrichten auslassen',
    says: 'Ab jetzt verwendet sie keine; jede sagt, wie viele ihr fehlen.',
  },
  optedOut:
    'Erledigt: Ab jetzt lasse ich deine Nachrichten in jeder Zusammenfassung aus. Sie sagt, wie viele ihr fehlen, aber nicht, von wem. Aufgaben aus Nachrichten von anderen können dich weiterhin nennen, und bestehende Zusammenfassungen bleiben, wie sie sind. Rückgängig machst du das mit `/recall optin`.',
  optedOutAlready:
    'Deine Nachrichten lasse ich schon aus. Sollen sie wieder vorkommen, tippe `/recall optin`.',
  optedIn:
    'Erledigt: Ab der nächsten Zusammenfassung verwende ich deine Nachrichten wieder. Zum Auslassen tippe `/recall optout`.',
  optedInAlready: 'Deine Nachrichten verwende ich schon. Zum Auslassen tippe `/recall optout`.',

  welcome: (_, { isOff }) =>
    [
      ':wave: Hallo, ich bin Recall. Aus langen Threads und vollen Tagen mache ich kurze Zusammenfassungen: was gesagt, entschieden und versprochen wurde, jeweils mit einem Link zur Nachricht.',
      ...(isOff
        ? [
            'In diesem Channel bin ich *ausgeschaltet*. Wer ihn verwaltet, oder ein Admin, kann das mit `/recall settings` ändern.',
          ]
        : [
            '• *Frag mich:* Erwähne mich in einem Thread oder wähle *⋮ Weitere Aktionen → Recall this thread*. `/recall` gibt dir eine Zusammenfassung des Channels, die nur du siehst; `/recall help` zeigt den Rest.',
          ]),
      '• *Was ich behalte:* Zusammenfassungen und Links zu Nachrichten, nie die Nachrichten. Ich lese sie nur, wenn jemand fragt.',
      '• *Was ich auslasse:* Nachrichten mit der Reaktion :no_recap: oder mit „off the record“ am Anfang, und alle von dir nach `/recall optout`.',
      ...(isOff ? [] : ['• *Hier ausschalten:* `/recall settings`.']),
    ].join('\n'),
};
