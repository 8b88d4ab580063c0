import { randomUUID } from 'node:crypto';
import { type Ask, NO_WISHES } from '../../src/core/domain/conversation.ts';
import type { InstalledWorkspace } from '../../src/core/store/workspaces.ts';

export const ACME: InstalledWorkspace = {
  id: 'T0ACME',
  name: 'Acme',
  url: 'https://acme.slack.com/',
  botUserId: 'U0RECALL',
  botId: 'B0RECALL',
  scopes: ['channels:history', 'chat:write'],
};

let asked = 0;

/** What somebody in Acme asks for: a thread, each time another one, by an event of its own. */
export function anAsk(changes: Partial<Ask> = {}): Ask {
  asked += 1;
  return {
    workspaceId: ACME.id,
    channel: { id: 'C0GENERAL', name: 'general' },
    source: { kind: 'thread', threadTs: `${1_699_013_100 + asked}.000200` },
    trigger: 'shortcut',
    audience: 'thread',
    askedBy: 'U0MARA',
    wishes: NO_WISHES,
    follows: null,
    eventKey: randomUUID(),
    ...changes,
  };
}
