import { asRecallError } from '../../core/domain/errors.ts';
import { refusalMessage } from '../../core/slack/messages/asking/failure.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import type { Tell } from '../asking/pick-up.ts';
import type { ListenerDeps } from '../listeners/listener.ts';

/** Does `work`. What goes wrong is logged, and told to the person. Never throws. */
export async function reported(
  { userId, tell }: { userId: string; tell: Tell },
  { workspaceId, people, slack, events }: ListenerDeps,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const error = asRecallError(cause);
    const { code } = error;
    events.notShown({ what: 'action item', error });
    const speech = await speechOf(people, slack, { workspaceId, userId });
    await tell(refusalMessage({ code, channelId: null, speech })).catch((reason: unknown) =>
      events.personNotTold({ code, error: reason }),
    );
  }
}
