import type { Wording } from '../en/index.ts';

export const note: Wording['note'] = {
  title: 'Notizen zusammenfassen',
  submit: 'Zusammenfassen',
  close: 'Schließen',
  about:
    'Füge ein, was gesagt oder geschrieben wurde. Es steht dann in unseren Direktnachrichten und nirgends sonst; nur du siehst die Zusammenfassung, bis du sie teilst.',
  name: 'Titel',
  namePlaceholder: 'Wochentreffen, 23. November',
  text: 'Notizen',
  more: 'Weitere Notizen',
  moreHint: 'In ein Feld passen 3.000 Zeichen. Mach hier weiter, wenn es nicht reicht.',
  focus: 'Vor allem',
  language: 'Sprache',
  ownLanguage: 'Wie die Notizen geschrieben sind',
  empty: 'Hier ist nichts zu lesen. Füge deine Notizen ein.',

  saving: 'Ich lege deine Notizen in unsere Direktnachrichten…',
  saved: (_, { link }) =>
    `Deine Notizen stehen in ${link('unseren Direktnachrichten')}. Die Zusammenfassung kommt dort darunter.`,
  notSaved: (_, { reason }) =>
    `Deine Notizen sind noch hier, aber ich konnte sie nicht in unsere Direktnachrichten legen. ${reason}`,
  root: (_, { name }) => `*Deine Notizen: ${name}*`,
  rootUnnamed: '*Deine Notizen*',
  rootExplained: 'Sie stehen in diesem Thread. Du kannst sie jederzeit löschen; die Zusammenfassung bleibt.',
  notStarted: (_, { reason }) =>
    `Deine Notizen sind hier sicher, aber die Zusammenfassung hat noch nicht begonnen. ${reason}`,
  tryAgain: 'Noch einmal',
  started: 'Die Zusammenfassung deiner Notizen ist unterwegs.',
};
