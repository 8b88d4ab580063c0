import type { Wording } from '../en/index.ts';

/** Places and persons are datives, so that they fit after “aus” and “von”. */
export const reminders: Wording['reminders'] = {
  dueToday: (_, { place }) => `:alarm_clock: Heute fällige Aufgabe aus ${place}`,
  due: (_, { place }) => `:alarm_clock: Du wolltest auf diese Aufgabe aus ${place} zurückkommen`,
  overdue: (_, { place, date }) => `:alarm_clock: Seit ${date} überfällige Aufgabe aus ${place}`,
  assigned: (_, { by, place }) => `:point_right: Du hast von ${by} eine Aufgabe aus ${place} bekommen`,
  notification: (_, { about, text }) => `${about}: ${text}`,
  noLongerYours: 'Diese Aufgabe ist nicht mehr deine, du brauchst also nichts mehr zu tun.',
  gone: 'Diese Aufgabe gibt es nicht mehr, du brauchst also nichts mehr zu tun.',
};
