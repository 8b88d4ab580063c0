import type { Formats } from '../../formats.ts';
import type { Wording } from '../en/index.ts';

/** Finden, was in früheren Recaps steht, und was auf jemanden wartet. */
export const finding: Wording['finding'] = {
  found: (f: Formats, { count, what }: { count: number; what: string }) =>
    `${f.plural(count, { one: '# Treffer', other: '# Treffer' })} für ${what}`,
  nothing: (_: Formats, { what }: { what: string }) =>
    `Für ${what} habe ich nichts gefunden in den Recaps, Entscheidungen und Aufgaben, die du lesen darfst. Versuche es mit weniger oder anderen Wörtern, oder tippe \`/recall tags\`, um zu sehen, was es gibt.`,
  words: (_: Formats, { words }: { words: string }) => `„${words}“`,
  anything: 'Recaps',
  explanation:
    'Tippe, was du suchst, zum Beispiel `/recall find Starttermin`. Ich durchsuche frühere Recaps, Entscheidungen und Aufgaben. `#schlagwort` beschränkt auf ein Schlagwort, `#kanal` auf einen Kanal, "Anführungszeichen" auf eine Wortfolge, und `-wort` schließt ein Wort aus.',
  kinds: { recap: 'Recap', decision: 'Entscheidung', action_item: 'Aufgabe' },
  done: 'erledigt',
  forYouAlone: 'nur für dich',
  openRecap: 'Recap öffnen',
  openSource: 'Nachricht öffnen',
  notes: 'deine Notizen',
  range: (f: Formats, { first, last, total }: { first: number; last: number; total: number }) =>
    `${f.number(first)}–${f.number(last)} von ${f.number(total)}`,
  more: 'Mehr',
  back: 'Zurück',

  tags: 'Schlagwörter',
  tagsExplained:
    'Schlagwörter der Recaps, die du lesen darfst, mit der Zahl der Recaps. Wähle eines, um sie zu sehen.',
  pickTag: 'Schlagwort wählen',
  noTags:
    'In den Recaps, die du lesen darfst, gibt es noch keine Schlagwörter. Recaps bekommen sie, wenn sie entstehen: Tippe `/recall` für einen.',

  waiting: 'Das wartet auf dich',
  waitingItems: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# offene Aufgabe', other: '# offene Aufgaben' }),
  waitingQuestions: (f: Formats, { count }: { count: number }) =>
    f.plural(count, { one: '# Frage an dich', other: '# Fragen an dich' }),
  nothingWaits:
    'Nichts wartet auf dich: Soweit die Recaps wissen, hast du keine offene Aufgabe, und keine Frage an dich ist ohne Antwort. :tada:',
};
