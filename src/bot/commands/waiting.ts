import { readWaiting } from '../../core/display/waiting.ts';
import type { OutgoingMessage } from '../../core/slack/client.ts';
import { waitingMessage } from '../../core/slack/messages/finding/waiting.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

const PAGE_SIZE = 5;
const MOST_OFFSET = 5000;

/** `/recall waiting`: the person's open action items and the questions asked of them, wherever they may read. */
export const waiting: Subcommand<'waiting'> = async (_, use, deps) => {
  await use.tell(await waitingPage(0, { ...use, userId: use.member.id }, deps));
};

/** The page of it that begins at `offset`. */
export async function waitingPage(
  offset: number,
  {
    workspaceId,
    userId,
    speech,
    now,
  }: Pick<CommandUse, 'workspaceId' | 'speech' | 'now'> & { userId: string },
  deps: ListenerDeps,
): Promise<OutgoingMessage> {
  const { items, questions } = await readWaiting(deps, { workspaceId, userId, now });
  const total = items.length + questions.length;
  const lastPage = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1) * PAGE_SIZE;
  const from = Math.min(offset, lastPage);
  return waitingMessage({
    items,
    questions,
    offset: from,
    size: PAGE_SIZE,
    workspaceUrl: deps.workspaceUrl,
    now,
    speech,
    place: { kind: 'waiting', offset: from },
  });
}

/** What a button of a page carries; null for what none of ours does. */
export function readWaitingPage(value: string): number | null {
  const offset = /^\d{1,4}$/.test(value) ? Number(value) : null;
  return offset !== null && offset <= MOST_OFFSET ? offset : null;
}
