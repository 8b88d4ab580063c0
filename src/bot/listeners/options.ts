import type { ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { VIEW_OPTIONS } from '../../core/slack/ids.ts';
import { problemsAt } from '../../core/slack/messages/asking/options.ts';
import { ANYONE, speechFor } from '../../core/slack/messages/speech.ts';
import { askForWindow } from '../asking/ask-window.ts';
import { readOptions } from '../asking/options-form.ts';
import { formState } from '../form-state.ts';
import { memberSoon } from '../member.ts';
import { byDirectMessage, byEphemeral, type Listener, type ListenerDeps } from './listener.ts';
import { submissionSchema } from './payload.ts';

const LOOK_UP_LIMIT_MS = 1000;
const channelSchema = z.object({ id: z.string().regex(/^[CG][A-Z0-9]+$/), name: z.string().catch('') });

/** The form of `/recall options` was sent off. */
export const optionsSubmitted: Listener = (app, deps) => {
  const { workspaceId, slack, now } = deps;
  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: VIEW_OPTIONS },
    async ({ ack, body, view }) => {
      const submitted = submissionSchema.safeParse(body).data;
      if (!submitted) return ack();
      const { id: userId } = submitted.user;
      const member = await memberSoon(deps, { workspaceId, userId }, LOOK_UP_LIMIT_MS);
      const speech = speechFor(member ?? ANYONE);
      const given = readOptions(formState(view.state), { now: now(), timeZone: speech.timeZone });
      if (given.kind === 'problems') {
        return ack({ response_action: 'errors', errors: problemsAt(given.problems, speech) });
      }
      await ack();
      const channel = readChannel(view.private_metadata);
      if (!channel) return;
      const asker = {
        workspaceId,
        channelId: channel.id,
        userId,
        tell: byWhatever(slack, channel.id, userId),
      };
      await askForWindow({ ...given, channel, triggerId: view.id, now: now() }, asker, deps);
    },
  );
};

function readChannel(metadata: string): { id: string; name: string } | null {
  try {
    return channelSchema.parse(JSON.parse(metadata));
  } catch {
    return null;
  }
}

/** A modal has no response_url, and not everywhere can Recall show a message to one person. */
function byWhatever(slack: ListenerDeps['slack'], channelId: string, userId: string) {
  return (message: Parameters<ReturnType<typeof byEphemeral>>[0]) =>
    byEphemeral(slack, { channelId, userId })(message).catch(() => byDirectMessage(slack, userId)(message));
}
