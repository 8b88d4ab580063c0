import { setTimeout as sleep } from 'node:timers/promises';
import { COMMAND, SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../core/slack/ids.ts';
import { isReadingText } from '../../core/slack/messages/progress.ts';
import type { Message, Simulator } from '../../simulator/index.ts';
import type { Terminal } from './terminal.ts';
import { showMessage } from './terminal-message.ts';

interface Stop {
  channelId: string;
  askedBy: string;
}
interface ThreadStop extends Stop {
  threadTs: string;
}

/** Where the tour goes. */
export interface TourStops {
  shortcut: ThreadStop;
  recall: Stop;
  mention: ThreadStop;
  /** A channel that Recall is not a member of; null where there is none. */
  notInvited: Stop | null;
}

const ANSWER_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 10;

/** Does what a person would do, and prints what Slack then shows. Throws where an answer does not come. */
export async function takeTour(simulator: Simulator, stops: TourStops, terminal: Terminal): Promise<void> {
  const { world } = simulator;
  const name = (id: string) => world.person(id)?.realName ?? id;
  const place = (id: string) => `#${world.channel(id)?.name ?? id}`;

  const { shortcut, recall, mention, notInvited } = stops;
  const length = world.replies(shortcut.channelId, shortcut.threadTs).length + 1;
  await visit(
    `${name(shortcut.askedBy)} uses “Recall this thread” on a thread of ${length} messages in ${place(shortcut.channelId)}`,
    {
      act: () => useShortcut(simulator, SHORTCUT_RECALL_THREAD, shortcut),
      answers: () => threadAnswers(simulator, shortcut),
    },
  );
  await visit(`${name(recall.askedBy)} types ${COMMAND} in ${place(recall.channelId)}`, {
    act: () =>
      simulator.as(recall.askedBy).runCommand({ channel: recall.channelId, command: COMMAND, text: '' }),
    answers: () => privateAnswers(simulator, recall),
  });
  await visit(`${name(mention.askedBy)} mentions @Recall in a thread in ${place(mention.channelId)}`, {
    act: () =>
      simulator.as(mention.askedBy).say({
        channel: mention.channelId,
        threadTs: mention.threadTs,
        text: `<@${simulator.app.botUserId}> what came out of this?`,
      }),
    answers: () => threadAnswers(simulator, mention),
  });
  await visit(`${name(shortcut.askedBy)} uses “Recall just for me” on the first thread`, {
    act: () => useShortcut(simulator, SHORTCUT_RECALL_PRIVATELY, shortcut),
    answers: () => privateAnswers(simulator, shortcut),
  });
  if (notInvited) {
    await visit(
      `${name(notInvited.askedBy)} types ${COMMAND} in ${place(notInvited.channelId)}, where Recall is no member`,
      {
        act: () =>
          simulator
            .as(notInvited.askedBy)
            .runCommand({ channel: notInvited.channelId, command: COMMAND, text: '' }),
        answers: () => ephemeralAnswers(simulator, notInvited),
      },
    );
  }

  async function visit(title: string, { act, answers }: Visit): Promise<void> {
    terminal.heading(title);
    const before = new Set(answers().map(({ ts }) => ts));
    const start = performance.now();
    await act();
    const acknowledged = performance.now() - start;
    const fresh = await untilAnswered(() => answers().filter(({ ts }) => !before.has(ts)));
    const took = performance.now() - start;
    for (const answer of fresh) terminal.paragraph(showMessage(answer, world, terminal));
    terminal.note(`acknowledged after ${acknowledged.toFixed(0)} ms, answered after ${took.toFixed(0)} ms`);
  }
}

interface Visit {
  act(): Promise<unknown>;
  answers(): Answer[];
}

/** A message of Recall's, with where it stands. */
export interface Answer extends Pick<Message, 'ts' | 'text' | 'blocks'> {
  where: string;
  /** False for a placeholder. */
  isFinal: boolean;
}

async function untilAnswered(read: () => Answer[]): Promise<Answer[]> {
  const deadline = Date.now() + ANSWER_LIMIT_MS;
  for (;;) {
    const answers = read();
    if (answers.length > 0 && answers.every(({ isFinal }) => isFinal)) return answers;
    if (Date.now() > deadline) throw new Error(`no answer came within ${ANSWER_LIMIT_MS / 1000} s`);
    await sleep(LOOK_EVERY_MS);
  }
}

function useShortcut(simulator: Simulator, callbackId: string, { channelId, threadTs, askedBy }: ThreadStop) {
  return simulator.as(askedBy).useMessageShortcut({ callbackId, channel: channelId, ts: threadTs });
}

function threadAnswers({ world, app }: Simulator, { channelId, threadTs }: ThreadStop): Answer[] {
  const replies = world.replies(channelId, threadTs).filter(({ user }) => user === app.botUserId);
  return toAnswers(replies, 'in the thread, for everyone');
}

function privateAnswers({ world }: Simulator, { askedBy }: Stop): Answer[] {
  const direct = world.directChannel(askedBy);
  return direct
    ? toAnswers(world.timeline(direct.id), `direct message, only ${world.person(askedBy)?.realName} sees it`)
    : [];
}

function toAnswers(messages: readonly Message[], where: string): Answer[] {
  return messages.map(({ ts, text, blocks = [] }) => ({
    ts,
    text,
    blocks,
    where,
    isFinal: !isReadingText(text),
  }));
}

function ephemeralAnswers({ world }: Simulator, { channelId, askedBy }: Stop): Answer[] {
  return world.ephemerals(channelId, askedBy).map(({ ts, text, blocks = [] }) => ({
    ts,
    text,
    blocks,
    where: 'in the channel, only they see it',
    isFinal: true,
  }));
}
