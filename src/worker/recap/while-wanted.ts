import type { Conversation } from '../../core/domain/conversation.ts';
import { RecallError } from '../../core/domain/errors.ts';
import { startInterval } from '../../core/runtime/interval.ts';
import type { Conversations, Standing } from '../../core/store/conversations/conversations.ts';
import { withStop } from '../stopping.ts';

export interface WhileWantedDeps {
  conversations: Pick<Conversations, 'standing'>;
  signal: AbortSignal;
  /** How often the conversation's row is looked at, in milliseconds. */
  everyMs: number;
}

/**
 * Does `work` on a conversation with a signal that is also aborted once nobody wants the work any more: with `cancelled`, not
 * retryable, where a person has cancelled the conversation, with `superseded` where another worker has taken it up or it is gone, with
 * `slack_token_rejected` where Recall was taken out of the workspace.
 */
export async function whileWanted<T>(
  conversation: Pick<Conversation, 'id' | 'run'>,
  { conversations, signal, everyMs }: WhileWantedDeps,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withStop(signal, async (stopping) => {
    const looking = startInterval({
      everyMs,
      async work() {
        const reason = reasonToStop(conversation, await conversations.standing(conversation.id));
        if (reason) stopping.abort(reason);
      },
      // Whatever keeps the row from being read keeps the recap from being saved, which tells.
      onError: () => {},
    });
    try {
      return await work(stopping.signal);
    } finally {
      await looking.close();
    }
  });
}

function reasonToStop(
  { id, run }: Pick<Conversation, 'id' | 'run'>,
  standing: Standing | null,
): RecallError | null {
  if (standing?.state === 'cancelled')
    return new RecallError('cancelled', `conversation ${id} was cancelled`);
  if (standing?.state !== 'running' || standing.run !== run)
    return new RecallError('superseded', `conversation ${id} is no longer run ${run}`);
  if (standing.isInstalled) return null;
  return new RecallError('slack_token_rejected', `the workspace of conversation ${id} has no installation`);
}
