import type { HomeView, ModalView } from '@slack/types';
import { asRecallError, type RecallError } from '../../domain/errors.ts';
import { plainMessage, plainView } from '../plain-text.ts';
import type { OutgoingMessage, Slack } from './slack.ts';

/**
 * The same client, except that what Slack refuses the blocks of is sent once more as plain text. `onRefused` is told of each refusal;
 * its error names where in the blocks Slack found fault.
 */
export function inPlainText(slack: Slack, onRefused: (error: RecallError) => void): Slack {
  async function orPlainly<Shown, Answer>(
    send: (shown: Shown) => Promise<Answer>,
    shown: Shown,
    plainly: (shown: Shown) => Shown | null,
  ): Promise<Answer> {
    try {
      return await send(shown);
    } catch (cause) {
      const error = asRecallError(cause);
      const plain = error.code === 'slack_refused_blocks' ? plainly(shown) : null;
      if (plain === null) throw error;
      onRefused(error);
      return send(plain);
    }
  }

  const message = <Answer>(sent: OutgoingMessage, send: (message: OutgoingMessage) => Promise<Answer>) =>
    orPlainly(send, sent, ({ text, blocks }) =>
      blocks.length === 0 ? null : plainMessage({ text, blocks }),
    );
  const modal = <Answer>(view: ModalView, send: (view: ModalView) => Promise<Answer>) =>
    orPlainly(send, view, plainView);
  const home = (view: HomeView, send: (view: HomeView) => Promise<void>) => orPlainly(send, view, plainView);

  return {
    ...slack,
    post: (call) =>
      call.whenRefused === 'throw'
        ? slack.post(call)
        : message(call.message, (sent) => slack.post({ ...call, message: sent })),
    update: (call) =>
      call.whenRefused === 'throw'
        ? slack.update(call)
        : message(call.message, (sent) => slack.update({ ...call, message: sent })),
    postEphemeral: (call) => message(call.message, (sent) => slack.postEphemeral({ ...call, message: sent })),
    openView: (call) => modal(call.view, (view) => slack.openView({ ...call, view })),
    pushView: (call) => modal(call.view, (view) => slack.pushView({ ...call, view })),
    updateView: (call) => modal(call.view, (view) => slack.updateView({ ...call, view })),
    publishHome: (call) => home(call.view, (view) => slack.publishHome({ ...call, view })),
  };
}
