import { setTimeout as sleep } from 'node:timers/promises';
import { COMMAND, SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../core/slack/ids.ts';
import { isReadingText } from '../../core/slack/messages/progress.ts';
import type { Message, Simulator } from '../../simulator/index.ts';
import type { Terminal } from './terminal.ts';
import { type PlacedMessage, showMessage } from './terminal-message.ts';

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
  /** Another thread than that of the shortcut; null where there is none. */
  mention: ThreadStop | null;
  /** A channel that Recall is not a member of; null where there is none. */
  notInvited: Stop | null;
}

const ANSWER_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 10;

/** One thing that a person does, and where the answer to it shows. */
interface Visit {
  title: string;
  act(): Promise<unknown>;
  answers(): Answer[];
}

/** Does what a person would do, and prints what Slack then shows. Throws where an answer does not come. */
export async function takeTour(simulator: Simulator, stops: TourStops, terminal: Terminal): Promise<void> {
  for (const { title, act, answers } of visitsOf(simulator, stops)) {
    terminal.heading(title);
    const before = new Set(answers().map((answer) => JSON.stringify(answer)));
    const start = performance.now();
    await act();
    const acknowledged = performance.now() - start;
    const fresh = await untilAnswered(() =>
      answers().filter((answer) => !before.has(JSON.stringify(answer))),
    );
    const took = performance.now() - start;
    for (const answer of fresh) terminal.paragraph(showMessage(answer, simulator.world, terminal));
    terminal.note(`acknowledged after ${acknowledged.toFixed(0)} ms, answered after ${took.toFixed(0)} ms`);
  }
}

function visitsOf(simulator: Simulator, { shortcut, recall, mention, notInvited }: TourStops): Visit[] {
  const { world } = simulator;
  const name = (id: string) => world.person(id)?.realName ?? id;
  const place = (id: string) => `#${world.channel(id)?.name ?? id}`;
  const length = world.replies(shortcut.channelId, shortcut.threadTs).length + 1;
  return [
    {
      title: `${name(shortcut.askedBy)} uses “Recall this thread” on a thread of ${length} messages in ${place(shortcut.channelId)}`,
      act: () => useShortcut(simulator, SHORTCUT_RECALL_THREAD, shortcut),
      answers: () => threadAnswers(simulator, shortcut),
    },
    {
      title: `${name(recall.askedBy)} types ${COMMAND} in ${place(recall.channelId)}`,
      act: () => runCommand(simulator, recall),
      answers: () => privateAnswers(simulator, recall),
    },
    ...(mention ? [mentionIn(simulator, mention, { name, place })] : []),
    {
      title: `${name(shortcut.askedBy)} writes one more message in the first thread, and asks again: the recap is brought up to date`,
      act: async () => {
        await say(simulator, shortcut, "I'll write this up for everyone who was away by Friday.");
        await useShortcut(simulator, SHORTCUT_RECALL_THREAD, shortcut);
      },
      answers: () => threadAnswers(simulator, shortcut),
    },
    {
      title: `${name(shortcut.askedBy)} uses “Recall just for me” on the same thread`,
      act: () => useShortcut(simulator, SHORTCUT_RECALL_PRIVATELY, shortcut),
      answers: () => privateAnswers(simulator, shortcut),
    },
    ...(notInvited
      ? [
          {
            title: `${name(notInvited.askedBy)} types ${COMMAND} in ${place(notInvited.channelId)}, where Recall is no member`,
            act: () => runCommand(simulator, notInvited),
            answers: () => ephemeralAnswers(simulator, notInvited),
          },
        ]
      : []),
  ];
}

function mentionIn(
  simulator: Simulator,
  stop: ThreadStop,
  { name, place }: { name(id: string): string; place(id: string): string },
): Visit {
  return {
    title: `${name(stop.askedBy)} mentions @Recall in a thread in ${place(stop.channelId)}`,
    act: () => say(simulator, stop, `<@${simulator.app.botUserId}> what came out of this?`),
    answers: () => threadAnswers(simulator, stop),
  };
}

function say(simulator: Simulator, { channelId, threadTs, askedBy }: ThreadStop, text: string) {
  return simulator.as(askedBy).say({ channel: channelId, threadTs, text });
}

function runCommand(simulator: Simulator, { channelId, askedBy }: Stop) {
  return simulator.as(askedBy).runCommand({ channel: channelId, command: COMMAND, text: '' });
}

interface Answer extends PlacedMessage {
  ts: string;
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
