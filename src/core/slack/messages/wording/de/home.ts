import type { Wording } from '../en/index.ts';

export const home: Wording['home'] = {
  items: 'Deine Aufgaben',
  noItems: 'Du hast keine offenen Aufgaben. Findet eine Zusammenfassung eine für dich, steht sie hier.',
  page: (f, { first, last, total }) => `${f.number(first)}–${f.number(last)} von ${f.number(total)}`,
  more: 'Mehr',
  back: 'Zurück',

  waiting: 'Wartet auf deine Antwort',
  moreWaiting: (f, { count }) =>
    `${f.plural(count, { one: 'Noch eine Frage wartet', other: 'Noch # Fragen warten' })}: Tippe \`/recall waiting\` in einem Channel.`,

  recaps: 'Deine letzten Zusammenfassungen',
  noRecaps: 'Du hast noch nach keiner Zusammenfassung gefragt. Unten steht, wie es geht.',
  directMessages: 'unsere Direktnachrichten',
  ofDirectMessages: 'Zusammenfassung unserer Direktnachrichten',
  openRecap: 'In Slack öffnen',
  showRecap: 'Zeigen',
  recapTitle: 'Zusammenfassung',

  settings: 'Einstellungen',
  wordsUsed: '*Deine Nachrichten* kommen in Zusammenfassungen vor.',
  wordsLeftOut:
    '*Deine Nachrichten* bleiben aus Zusammenfassungen heraus; jede sagt, wie viele ihr fehlen. Aufgaben aus Nachrichten von anderen können dich weiterhin nennen.',
  leaveOut: 'Auslassen',
  useAgain: 'Wieder verwenden',
  ofChannels:
    'Was ich in einem Channel tue und in welcher Sprache, wird dort eingestellt: Tippe darin `/recall settings`.',

  howToAsk: 'So fragst du mich',
  ways: [
    '• Erwähne mich in einem Thread oder wähle *⋮ Weitere Aktionen → Recall this thread*: Alle dort sehen die Zusammenfassung.',
    '• *Recall just for me* und `/recall` in einem Channel: Nur du siehst sie.',
    '• `/recall help` zeigt den Rest.',
  ].join('\n'),

  failed: (_, { why }) => `Das kann ich gerade nicht zeigen. ${why}`,
};
