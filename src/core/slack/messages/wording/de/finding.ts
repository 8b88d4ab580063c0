import type { Formats } from '../../formats.ts';
import type { Wording } from '../en/index.ts';

/** Finding, and what waits for a person. */
export const finding: Wording['finding'] = {
  found: (f: Formats, { count, what }: { count: number; what: string }) =>
    `${f.plural(count, { one: '# Treffer', other: '# Treffer' })} für ${what}`,
  nothing: (_: Formats, { what }: { what: string }) =>
    `Für ${what} habe ich nichts gefunden in den Zusammenfassungen, Entscheidungen und Aufgaben, die du lesen darfst. Versuche es mit weniger oder anderen Wörtern oder tippe \`/recall tags\`, um zu sehen, was es gibt.`,
  words: (_: Formats, { words }: { words: string }) => `„${words}“`,
  anything: 'Zusammenfassungen',
  explanation:
    'Tippe, was du suchst, zum Beispiel `/recall find Starttermin`. Ich durchsuche frühere Zusammenfassungen, Entscheidungen und Aufgaben. `#schlagwort` beschränkt auf ein Schlagwort, `#channel` auf einen Channel, "Anführungszeichen" auf eine Wortfolge, und `-wort` schließt ein Wort aus.',
  kinds: { recap: 'Zusammenfassung', decision: 'Entscheidung', action_item: 'Aufgabe' },
  done: 'erledigt',
  forYouAlone: 'nur für dich',
  openRecap: 'Zusammenfassung öffnen',
  openSource: 'Nachricht öffnen',
  notes: 'deine Notizen',
  range: (f: Formats, { first, last, total }: { first: number; last: number; total: number }) =>
    `${f.number(first)}–${f.number(last)} von ${f.number(total)}`,
  more: 'Mehr',
  back: 'Zurück',

  tags: 'Schlagwörter',
  tagsExplained:
    'Schlagwörter der Zusammenfassungen, die du lesen darfst, und wie viele es jeweils sind. Wähle eines, um sie zu sehen.',
  pickTag: 'Schlagwort wählen',
  noTags:
    'In den Zusammenfassungen, die du lesen darfst, gibt es noch keine Schlagwörter. Sie bekommen sie, wenn sie entstehen: Tippe `/recall` für eine.',

  waiting: 'Das wartet auf dich',
  waitingItems: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# offene Aufgabe', other: '# offene Aufgaben' }),
  waitingQuestions: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# Frage an dich', other: '# Fragen an dich' }),
  nothingWaits:
    'Nichts wartet auf dich: Soweit die Zusammenfassungen wissen, hast du keine offene Aufgabe, und keine Frage an dich ist ohne Antwort. :tada:',
};
