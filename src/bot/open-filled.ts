import type { ModalView } from '@slack/types';
import { asRecallError, type RecallError } from '../core/domain/errors.ts';
import type { Slack } from '../core/slack/client.ts';

export interface FilledModal {
  triggerId: string;
  /** What is shown at once: a trigger is good for three seconds. */
  loading: ModalView;
  fill(): Promise<ModalView>;
  /** What is shown where it cannot be filled. */
  refused(error: RecallError): ModalView;
}

/**
 * Opens a modal at once and fills it afterwards. Does nothing more where the person closes it meanwhile.
 * @returns why it could not be filled, which the person was shown; null where it could
 * @throws RecallErrors of Slack's where it could not be opened, or changed
 */
export async function openFilled(
  slack: Pick<Slack, 'openView' | 'updateView'>,
  { triggerId, loading, fill, refused }: FilledModal,
): Promise<RecallError | null> {
  const { id: viewId } = await slack.openView({ triggerId, view: loading });
  const filled = await fill().catch((cause) => asRecallError(cause));
  const isRefused = filled instanceof Error;
  const view = isRefused ? refused(filled) : filled;
  await slack.updateView({ viewId, view }).catch((error) => {
    if (asRecallError(error).code !== 'no_longer_there') throw error;
  });
  return isRefused ? filled : null;
}
