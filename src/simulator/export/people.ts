import type { SeedChannel, SeedPerson } from '../seed.ts';
import type { ExportedMessage, ExportedUser } from './shapes.ts';

export function personOf(user: ExportedUser): SeedPerson {
  const { id, profile } = user;
  return {
    id,
    name: user.name || id.toLowerCase(),
    realName: profile?.real_name || user.real_name || '',
    ...(profile?.display_name && { displayName: profile.display_name }),
    ...(profile?.title && { title: profile.title }),
    ...(user.tz && { timeZone: user.tz }),
    ...(user.locale && { locale: user.locale }),
    ...(user.is_admin && { isAdmin: true }),
    ...(user.is_owner && { isOwner: true }),
    ...(user.is_primary_owner && { isPrimaryOwner: true }),
    ...(user.is_restricted && { isRestricted: true }),
    ...(user.is_ultra_restricted && { isUltraRestricted: true }),
    ...(user.is_bot && { isBot: true }),
    ...(user.deleted && { deleted: true }),
  };
}

/** Everyone of users.json, and whoever else is a member, wrote or reacted: guests of shared channels are not listed there. */
export function everyoneIn(
  listed: SeedPerson[],
  channels: SeedChannel[],
  messages: Iterable<ExportedMessage>,
): SeedPerson[] {
  const people = new Map(listed.map((person) => [person.id, person]));
  for (const { user, user_profile: profile } of messages) {
    if (!user || people.has(user)) continue;
    people.set(user, {
      id: user,
      name: profile?.name || user.toLowerCase(),
      realName: profile?.real_name || '',
    });
  }
  for (const id of channels.flatMap(peopleOf)) {
    if (!people.has(id)) people.set(id, { id, name: id.toLowerCase(), realName: '' });
  }
  return [...people.values()];
}

function peopleOf({ members, messages }: SeedChannel): string[] {
  const reactions = messages.flatMap((message) => message.reactions ?? []);
  return [...members, ...reactions.flatMap((reaction) => reaction.users)];
}
