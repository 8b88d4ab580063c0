import type { Message, Person, World } from '../world/types.ts';
import { type Html, html } from './html.ts';
import { appPerson, nameOf } from './viewing.ts';

/** Who a message is from, as far as it is shown. */
export interface Author {
  id: string;
  name: string;
  initials: string;
  isApp: boolean;
}

export function authorOf(message: Message, world: World): Author {
  const person = message.user === undefined ? undefined : world.person(message.user);
  if (person !== undefined) return personAsAuthor(person);
  const id = message.user ?? message.bot_id ?? 'unknown';
  const name = message.username ?? message.bot_profile?.name ?? id;
  return { id, name, initials: initialsOf(name), isApp: message.bot_id !== undefined };
}

/** Messages that only one person sees come from the app. */
export function appAsAuthor(world: World): Author {
  const app = appPerson(world);
  return app === undefined ? { id: 'app', name: 'App', initials: 'A', isApp: true } : personAsAuthor(app);
}

export function personAsAuthor(person: Person): Author {
  const { id, realName, name } = person;
  return { id, name: nameOf(person), initials: initialsOf(realName || name), isApp: person.isBot ?? false };
}

const TINTS = 14;

/** A coloured square with initials; the same author always has the same colour. */
export function avatar({ id, initials, isApp }: Author): Html {
  const tint = isApp
    ? 'app'
    : [...id].reduce((sum, letter) => (sum * 37 + letter.charCodeAt(0)) % 9_973, 7) % TINTS;
  return html`<span class="avatar tint-${tint}" aria-hidden="true">${initials}</span>`;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase()).join('');
}
