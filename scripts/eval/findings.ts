import type { Engine } from '../../src/core/domain/engine.ts';
import { inParallel } from '../../src/core/domain/in-parallel.ts';
import type { RecapAnswer } from '../../src/core/domain/recap.ts';
import type { Transcript } from '../../src/core/domain/transcript.ts';
import { readableText } from '../../src/core/slack/mrkdwn.ts';
import { NOW } from './conversations.ts';
import type { KnownConversation } from './expected.ts';
import { tokensOf } from './rouge.ts';

/** How many were found, how many of these were right, how many there are to find. */
export interface Tally {
  found: number;
  right: number;
  expected: number;
}

export interface FindingScore {
  decisions: Tally;
  actionItems: Tally;
  openQuestions: Tally;
  /** Of the action items that were found and are expected. */
  assignees: { right: number; of: number };
  dueDates: { right: number; of: number };
  /** Points whose words stand in the messages that they cite. */
  supported: { right: number; of: number };
  /** Points, decisions, action items and questions whose words do not. */
  unsupported: number;
}

interface Findable {
  sources: number[];
  about?: string;
}
interface Finding {
  sources: number[];
  text: string;
}

/** Questions put to an engine at the same time. */
const AT_ONCE = 4;
/** Share of a text's words that must stand in the cited messages for it to count as supported. */
const SUPPORTED = 0.6;

/** What the engine finds in the conversations, against what is expected. */
export async function scoreFindings(
  conversations: readonly KnownConversation[],
  engine: Engine,
): Promise<FindingScore> {
  const scores = await inParallel(conversations, AT_ONCE, async (conversation) =>
    scoreAnswer(await answerOf(engine, conversation), conversation),
  );
  return scores.reduce(addScores);
}

async function answerOf(engine: Engine, { transcript }: KnownConversation): Promise<RecapAnswer> {
  const question = { transcript, language: null, timeZone: 'UTC', now: NOW };
  return (await engine.summarize(question, new AbortController().signal)).answer;
}

export function scoreAnswer(answer: RecapAnswer, { transcript, expected }: KnownConversation): FindingScore {
  const tasks = pairUp(answer.actionItems, expected.actionItems);
  const nameOf = (id: string | null) => (id === null ? null : (transcript.people.get(id)?.name ?? null));
  return {
    decisions: tally(answer.decisions, expected.decisions),
    actionItems: tally(answer.actionItems, expected.actionItems),
    openQuestions: tally(answer.openQuestions, expected.openQuestions),
    assignees: count(tasks, ([found, wanted]) => nameOf(found.assignee) === wanted.assignee),
    dueDates: count(tasks, ([found, wanted]) => found.due === wanted.due),
    supported: count(answer.points, (point) => isSupported(point, transcript)),
    unsupported: claimsOf(answer).filter((claim) => !isSupported(claim, transcript)).length,
  };
}

/** Each finding with the first expected item that it shares a message with and speaks about, each item once. */
function pairUp<Found extends Finding, Wanted extends Findable>(
  findings: readonly Found[],
  expected: readonly Wanted[],
): [Found, Wanted][] {
  const left = [...expected];
  return findings.flatMap((finding): [Found, Wanted][] => {
    const at = left.findIndex((wanted) => isMeant(finding, wanted));
    const [wanted] = at < 0 ? [] : left.splice(at, 1);
    return wanted === undefined ? [] : [[finding, wanted]];
  });
}

function isMeant({ text, sources }: Finding, wanted: Findable): boolean {
  return (
    wanted.sources.some((number) => sources.includes(number)) &&
    text.toLowerCase().includes(wanted.about?.toLowerCase() ?? '')
  );
}

function tally(findings: readonly Finding[], expected: readonly Findable[]): Tally {
  return { found: findings.length, right: pairUp(findings, expected).length, expected: expected.length };
}

function count<Item>(
  items: readonly Item[],
  isRight: (item: Item) => boolean,
): { right: number; of: number } {
  return { right: items.filter(isRight).length, of: items.length };
}

function claimsOf({ points, decisions, actionItems, openQuestions }: RecapAnswer): Finding[] {
  return [...points, ...decisions, ...actionItems, ...openQuestions];
}

function isSupported({ text, sources }: Finding, transcript: Transcript): boolean {
  const cited = transcript.messages.filter((message) => sources.includes(message.number));
  const said = new Set(
    cited.flatMap(({ author, text: words }) => [
      ...tokensOf(readableText(words, transcript.people)),
      ...tokensOf(transcript.people.get(author ?? '')?.name ?? ''),
    ]),
  );
  const claimed = tokensOf(readableText(text, transcript.people));
  return cited.length > 0 && claimed.filter((word) => said.has(word)).length >= claimed.length * SUPPORTED;
}

function addScores(a: FindingScore, b: FindingScore): FindingScore {
  const addTally = (x: Tally, y: Tally) => ({
    found: x.found + y.found,
    right: x.right + y.right,
    expected: x.expected + y.expected,
  });
  const addCount = (x: { right: number; of: number }, y: { right: number; of: number }) => ({
    right: x.right + y.right,
    of: x.of + y.of,
  });
  return {
    decisions: addTally(a.decisions, b.decisions),
    actionItems: addTally(a.actionItems, b.actionItems),
    openQuestions: addTally(a.openQuestions, b.openQuestions),
    assignees: addCount(a.assignees, b.assignees),
    dueDates: addCount(a.dueDates, b.dueDates),
    supported: addCount(a.supported, b.supported),
    unsupported: a.unsupported + b.unsupported,
  };
}

/** Right among the found; 1 where nothing was found. */
export function precision({ found, right }: Tally): number {
  return found === 0 ? 1 : right / found;
}

/** Right among the expected; 1 where nothing was to be found. */
export function recall({ right, expected }: Tally): number {
  return expected === 0 ? 1 : right / expected;
}
