import type { Formats } from '../../formats.ts';
import type { Wording } from '../en/index.ts';

/** The ledger of decisions. */
export const decisions: Wording['decisions'] = {
  ledger: (f: Formats, { count, place }: { count: number; place: string }) =>
    `*${f.plural(count, { one: '# Entscheidung', other: '# Entscheidungen' })} in ${place}*`,
  ledgerOf: (f: Formats, { count, place, words }: { count: number; place: string; words: string }) =>
    `*${f.plural(count, { one: '# Entscheidung', other: '# Entscheidungen' })} in ${place} mit „${words}“*`,
  none: (_: Formats, { place }: { place: string }) =>
    `In ${place} sind noch keine Entscheidungen vermerkt. Zusammenfassungen vermerken sie: Tippe \`/recall\` für eine von diesem Channel oder nimm *Recall this thread*, wo etwas entschieden wurde.`,
  noneWith: (_: Formats, { place, words }: { place: string; words: string }) =>
    `Keine Entscheidung in ${place} enthält „${words}“. Versuche andere Wörter, \`/recall decisions\` für alle oder \`/recall find\`, um überall zu suchen.`,
  supersededBy: 'abgelöst durch',
  supersede: 'Abgelöst durch…',
  supersedeAnew: 'Durch andere abgelöst…',
  undo: 'Gilt weiter',

  title: 'Abgelöst durch…',
  loading: 'Einen Moment…',
  question: 'Welche Entscheidung tritt an ihre Stelle?',
  noOther:
    'Es gibt keine andere Entscheidung dieses Kanals, die an ihre Stelle treten könnte. Komm wieder, sobald eine Zusammenfassung eine vermerkt.',
  save: 'Speichern',
  cancel: 'Abbrechen',
  close: 'Schließen',
  saved: ':white_check_mark: Vermerkt. `/recall decisions` zeigt es von jetzt an so.',
  overtaken:
    'Jemand anderes hat eine dieser Entscheidungen inzwischen verknüpft, darum habe ich nichts geändert. Tippe `/recall decisions`, um zu sehen, wie sie jetzt stehen.',
  circle:
    'Jene Entscheidung ist selbst durch diese abgelöst und kann darum nicht an ihre Stelle treten. Wähle eine andere.',
};
