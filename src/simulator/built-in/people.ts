import type { SeedPerson } from '../seed.ts';

type Role = Omit<SeedPerson, 'name'>;

/** Everyone at Kelpline, by handle. Kelpline makes booking and boarding software for small ferry lines. */
export const PEOPLE = {
  mara: {
    id: 'U01MARALIN',
    realName: 'Mara Lindqvist',
    displayName: 'Mara',
    title: 'Head of Engineering',
    timeZone: 'Europe/Stockholm',
    isAdmin: true,
  },
  jonas: {
    id: 'U01JONASBR',
    realName: 'Jonas Brandt',
    displayName: 'Jonas',
    title: 'Backend, Booking',
    timeZone: 'Europe/Berlin',
    locale: 'de-DE',
  },
  ines: {
    id: 'U01INESCAR',
    realName: 'Inês Carvalho',
    displayName: 'Inês',
    title: 'Product Manager',
    timeZone: 'Europe/Lisbon',
  },
  tomasz: {
    id: 'U01TOMASZW',
    realName: 'Tomasz Wilk',
    displayName: 'tomasz',
    title: 'Site Reliability',
    timeZone: 'Europe/Warsaw',
  },
  priya: {
    id: 'U01PRIYARA',
    realName: 'Priya Raman',
    displayName: 'Priya',
    title: 'Frontend Lead',
    timeZone: 'Asia/Kolkata',
  },
  deniz: {
    id: 'U01DENIZAK',
    realName: 'Deniz Aksoy',
    displayName: 'deniz',
    title: 'Gangway (scanner app)',
    timeZone: 'Europe/Istanbul',
  },
  aroha: {
    id: 'U01AROHATI',
    realName: 'Aroha Tipene',
    displayName: 'Aroha',
    title: 'Customer Success, Pacific',
    timeZone: 'Pacific/Auckland',
    locale: 'en-NZ',
  },
  caleb: {
    id: 'U01CALEBOS',
    realName: 'Caleb Ostrander',
    displayName: 'Caleb',
    title: 'Partnerships, Americas',
    timeZone: 'America/Vancouver',
  },
  yuki: {
    id: 'U01YUKIHAM',
    realName: 'Yuki Hamada',
    displayName: 'Yuki',
    title: 'Data',
    timeZone: 'Asia/Tokyo',
  },
  kofi: {
    id: 'U01KOFIMEN',
    realName: 'Kofi Mensah',
    displayName: 'Kofi',
    title: 'Security & Compliance',
    timeZone: 'Africa/Accra',
  },
  lena: {
    id: 'U01LENAHOF',
    realName: 'Lena Hofmann',
    displayName: 'Lena',
    title: 'Finance & Office',
    timeZone: 'Europe/Berlin',
    locale: 'de-DE',
    isAdmin: true,
  },
  sven: {
    id: 'U01SVENAAG',
    realName: 'Sven Aagaard',
    displayName: 'Sven',
    title: 'Backend, Timetables',
    timeZone: 'Europe/Copenhagen',
  },
  nora: {
    id: 'U01NORAQUI',
    realName: 'Nora Quist',
    displayName: 'Nora',
    title: 'Support Lead',
    timeZone: 'Europe/Oslo',
  },
  felix: {
    id: 'U01FELIXTH',
    realName: 'Felix Thoma',
    displayName: 'Felix',
    title: 'Working student, Frontend',
    timeZone: 'Europe/Berlin',
    locale: 'de-DE',
  },
  maggie: {
    id: 'U01MAGGIEO',
    realName: "Maggie O'Dowd",
    displayName: 'Maggie',
    title: 'Design',
    timeZone: 'Europe/Dublin',
  },
  zk: { id: 'U01ZKZKZKZ', realName: '' },
  oskar: {
    id: 'U01OSKARNY',
    realName: 'Oskar Nyman',
    displayName: 'Oskar',
    title: 'Backend, Payments',
    timeZone: 'Europe/Helsinki',
    deleted: true,
  },
  tidetable: { id: 'U01TIDETAB', realName: 'Tidetable', title: 'Team calendar', isBot: true },
} satisfies Record<string, Role>;

export type Handle = keyof typeof PEOPLE;

export function isHandle(name: string): name is Handle {
  return Object.hasOwn(PEOPLE, name);
}

/** How each speaker that is not a person stands behind its messages. */
export const BOTS = {
  /** Builds, deploys and alerts; an incoming webhook, so there is a bot id but no user. */
  drydock: { botId: 'B01DRYDOCK', username: 'Drydock' },
  /** The calendar's app, which has a bot user. */
  tidetable: { botId: 'B01TIDETAB', user: PEOPLE.tidetable.id },
} satisfies Record<string, { botId: string; username?: string; user?: string }>;

export type BotName = keyof typeof BOTS;
export type Speaker = Handle | BotName;
