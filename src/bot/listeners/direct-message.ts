import { asRecallError } from '../../core/domain/errors.ts';
import { timeOf } from '../../core/domain/transcript.ts';
import type { Slack } from '../../core/slack/client.ts';
import { windowPages } from '../../core/slack/history.ts';
import { helpMessage } from '../../core/slack/messages/asking/asking.ts';
import { speechOf } from '../../core/slack/messages/speech.ts';
import { FORMS } from '../command-words/forms.ts';
import type { Listener } from './listener.ts';
import { directMessageSchema } from './payload.ts';

const MOST_KEPT = 1000;
const CLOCK_SKEW_MS = 5 * 60_000;

/** A message to Recall alone is answered with what it can do, once. */
export const directMessage: Listener = (app, { workspaceId, slack, people, events, now }) => {
  const answered = new Set<string>();
  app.event('message', async ({ event, context }) => {
    const message = directMessageSchema.safeParse(event).data;
    if (!message || message.user === context.botUserId || message.user === 'USLACKBOT') return;
    const { channel: channelId, ts, thread_ts: threadTs, user: userId } = message;
    const key = `${channelId} ${ts}`;
    if (answered.has(key)) return;
    if (answered.size >= MOST_KEPT) answered.clear();
    answered.add(key);
    try {
      const isRepeated = context.retryNum !== undefined;
      const to = new Date(now().getTime() + CLOCK_SKEW_MS);
      if (isRepeated && (await hasAnswered(slack, { channelId, ts, to, botUserId: context.botUserId })))
        return;
      const speech = await speechOf(people, slack, { workspaceId, userId });
      const at = { channelId, ...(threadTs === undefined ? {} : { threadTs }) };
      await slack.post({ ...at, message: helpMessage({ forms: FORMS, speech }) });
    } catch (cause) {
      answered.delete(key);
      events.personNotTold({ code: null, error: asRecallError(cause) });
    }
  });
};

/** Whether Recall wrote anything there since: another process may have answered the same delivery. */
async function hasAnswered(
  slack: Pick<Slack, 'history'>,
  {
    channelId,
    ts,
    to,
    botUserId,
  }: { channelId: string; ts: string; to: Date; botUserId: string | undefined },
): Promise<boolean> {
  for await (const messages of windowPages(slack, { channelId, from: timeOf(ts), to })) {
    if (messages.some(({ user }) => user === botUserId)) return true;
  }
  return false;
}
