import { RecallError } from '../core/domain/errors.ts';
import { speechFor } from '../core/slack/messages/speech.ts';
import type { Tell } from './asking/pick-up.ts';
import type { CommandUse } from './commands/subcommand.ts';
import type { ListenerDeps } from './listeners/listener.ts';

/** Who does something with what Recall showed them, and how they are spoken to. */
export type PersonUse = Pick<CommandUse, 'workspaceId' | 'member' | 'speech' | 'now'>;

/**
 * Does what a person wants, and tells them where it fails. Never throws.
 * `tell` is for a refusal alone.
 */
export async function forPerson(
  { userId, channelId, tell }: { userId: string; channelId: string | null; tell: Tell },
  deps: ListenerDeps,
  work: (use: PersonUse) => Promise<void>,
): Promise<void> {
  const { workspaceId, people, slack, pickUp, now } = deps;
  await pickUp.attempt({ workspaceId, channelId, userId, tell }, async () => {
    const member = (await people.named(slack, workspaceId, [userId])).get(userId);
    if (!member) throw new RecallError('internal', 'Slack named nobody');
    await work({ workspaceId, member, speech: speechFor(member), now: now() });
  });
}
