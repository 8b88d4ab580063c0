import type { AnyBlock } from '@slack/types';
import { z } from 'zod';
import type { Delivery } from '../../src/simulator/index.ts';
import type { RecallUnderTest } from './recall.ts';
import { sendSigned } from './signed-request.ts';

/** A button, an option of a menu or of a list, as Recall might have posted it to somebody. */
export interface Control {
  kind?: 'button' | 'overflow' | 'static_select';
  actionId: string;
  value: string;
  blockId?: string;
}

const postedSchema = z.object({ message_ts: z.string() });

type Recall = Pick<RecallUnderTest, 'simulator' | 'config'>;

/** A person presses what Recall never gave to them: it is put before them alone in a channel that they are in, under Recall's name. */
export async function pressCrafted(
  { simulator }: Recall,
  { userId, channel, control }: { userId: string; channel: string; control: Control },
): Promise<Delivery> {
  const answer = await fetch(`${simulator.apiUrl}chat.postEphemeral`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.app.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel, user: userId, text: 'crafted', blocks: [blockOf(control)] }),
  });
  const { message_ts: ts } = postedSchema.parse(await answer.json());
  const { actionId, value } = control;
  return simulator.as(userId).click({ channel, ts, actionId, value });
}

function blockOf({ kind = 'button', actionId: action_id, value, blockId = 'crafted' }: Control): AnyBlock {
  const text = { type: 'plain_text' as const, text: 'Press' };
  const option = { text, value };
  const element = {
    button: { type: 'button' as const, action_id, text, value },
    overflow: { type: 'overflow' as const, action_id, options: [option] },
    static_select: { type: 'static_select' as const, action_id, options: [option] },
  }[kind];
  return { type: 'actions', block_id: blockId, elements: [element] };
}

/** What stands in an input, by its id, which is that of its block too. */
export type Inputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A person sends off a modal that they were never shown. */
export function submitCrafted(
  recall: Recall,
  {
    userId,
    callbackId,
    metadata,
    inputs = {},
    viewId = 'V0CRAFTED',
  }: { userId: string; callbackId: string; metadata: string; inputs?: Inputs; viewId?: string },
): Promise<Delivery> {
  const { app, world } = recall.simulator;
  const values = Object.fromEntries(Object.entries(inputs).map(([id, state]) => [id, { [id]: state }]));
  const payload = {
    type: 'view_submission',
    team: { id: world.team.id, domain: world.team.domain },
    user: { id: userId, team_id: world.team.id },
    api_app_id: app.appId,
    trigger_id: 'crafted',
    response_urls: [],
    view: {
      id: viewId,
      team_id: world.team.id,
      type: 'modal',
      callback_id: callbackId,
      private_metadata: metadata,
      blocks: [],
      state: { values },
      hash: 'crafted',
    },
  };
  return sendSigned(recall, { payload: JSON.stringify(payload) });
}
