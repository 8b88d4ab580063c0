import type { Wording } from '../en/index.ts';

export const recap: Wording['recap'] = {
  about: (_, { what }) => `Zusammenfassung von ${what}`,
  aboutForYou: (_, { what }) => `Zusammenfassung von ${what}, nur für dich`,
  points: 'Wichtigste Punkte',
  decisions: 'Entscheidungen',
  actionItems: 'Aufgaben',
  openQuestions: 'Offene Fragen',
  noLongerOpen: 'Nicht mehr offen',
  headingContinued: (_, { heading }) => `${heading} (Fortsetzung)`,
  askedOf: 'gefragt ist',
  due: (_, { date }) => `bis ${date}`,

  notification: (_, { headline, remark }) =>
    `Zusammenfassung: ${headline}${remark === null ? '' : ` (${remark})`}`,
  decisionCount: (f, { count }) => f.plural(count, { one: '# Entscheidung', other: '# Entscheidungen' }),
  actionItemCount: (f, { count }) => f.plural(count, { one: '# Aufgabe', other: '# Aufgaben' }),
  continued: 'Fortsetzung',

  readAll: (f, { count }) => `${f.plural(count, { one: '# Nachricht', other: '# Nachrichten' })} gelesen`,
  readSome: (f, { read, found }) =>
    `${f.number(read)} von ${f.plural(found, { one: '# Nachricht', other: '# Nachrichten' })} gelesen`,
  readSomeOfMore: (f, { read, atLeast }) =>
    `${f.number(read)} von mehr als ${f.plural(atLeast, { one: '# Nachricht', other: '# Nachrichten' })} gelesen`,
  leftOut: (_, { reasons }) => `(ausgelassen: ${reasons})`,
  reasons: {
    bot: (f, { count }) => `${f.number(count)} von Bots`,
    recall: (f, { count }) => `${f.number(count)} von Recall selbst`,
    system: (f, { count }) => `${f.number(count)} von Slack selbst`,
    empty: (f, { count }) => `${f.number(count)} ohne Text`,
    over_limit: (f, { count }) => `${f.number(count)} über meiner Grenze`,
    opted_out: (f, { count }) => `${f.number(count)} von Leuten, die das nicht möchten`,
    off_the_record: (f, { count }) => `${f.number(count)} vertraulich`,
  },
  beyondLimit: 'alles jenseits meiner Grenze',

  withoutModel: 'ohne Sprachmodell erstellt',
  costUnknown: 'Kosten unbekannt',
  under: (_, { amount }) => `unter ${amount}`,
  seconds: (_, { count }) => `${count} s`,
};
