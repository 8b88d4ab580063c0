import { randomUUID } from 'node:crypto';
import { anAsk } from './asks.ts';
import type { RecallUnderTest } from './recall.ts';

const OTHER_WORKSPACE = 'T0FOREIGN';

/** Values of buttons: of things that are there, gone, of another workspace, and of no sense. */
export async function actionValues({ database, store }: RecallUnderTest): Promise<string[]> {
  const idIn = async (table: string) => {
    const [row] = await database.query<{ id: string }>(`SELECT id FROM "${table}" ORDER BY id LIMIT 1`);
    if (!row) throw new Error(`there is no ${table} to act on`);
    return row.id;
  };
  const there = await Promise.all(['Conversation', 'ActionItem', 'Decision'].map(idIn));
  const foreign = await foreignConversation(store);
  return [...there, foreign, randomUUID(), 'C0GENERAL', '0', '', 'no id at all', '{"page":1}'];
}

/** A conversation that failed in a workspace that the bot is not in. */
async function foreignConversation({ conversations, workspaces }: RecallUnderTest['store']): Promise<string> {
  await workspaces.install({
    id: OTHER_WORKSPACE,
    name: 'Foreign',
    url: 'https://foreign.slack.com/',
    botUserId: 'U0FOREIGN',
    botId: 'B0FOREIGN',
    scopes: [],
  });
  const { conversation } = await conversations.pickUp(anAsk({ workspaceId: OTHER_WORKSPACE }), new Date());
  await conversations.fail(conversation, 'not_in_channel', new Date());
  return conversation.id;
}
