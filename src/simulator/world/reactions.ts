import type { Message } from './types.ts';

/** False where the person had reacted with this emoji before. */
export function addReaction(message: Message, name: string, userId: string): boolean {
  const reactions = message.reactions ?? [];
  message.reactions = reactions;
  const reaction = reactions.find((other) => other.name === name);
  if (reaction === undefined) {
    reactions.push({ name, users: [userId], count: 1 });
    return true;
  }
  if (reaction.users.includes(userId)) return false;
  reaction.users.push(userId);
  reaction.count += 1;
  return true;
}

/** False where the person had not reacted with this emoji. A message without reactions has no list of them. */
export function removeReaction(message: Message, name: string, userId: string): boolean {
  const reaction = message.reactions?.find((other) => other.name === name);
  if (reaction === undefined || !reaction.users.includes(userId)) return false;
  reaction.users = reaction.users.filter((other) => other !== userId);
  reaction.count -= 1;
  message.reactions = message.reactions?.filter(({ count }) => count > 0) ?? [];
  if (message.reactions.length === 0) delete message.reactions;
  return true;
}
