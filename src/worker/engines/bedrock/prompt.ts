import type { EngineQuestion } from '../../../core/domain/engine.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import { type TranscriptMessage, timeOf } from '../../../core/domain/transcript.ts';
import { compactName, compactText } from './compact-text.ts';
import { fenced } from './fence.ts';
import { RULES } from './rules.ts';
import { createLineWriter, inZone, peopleLines } from './transcript-lines.ts';

/** Slack's own limit of a channel's purpose. */
const LONGEST_PURPOSE = 250;

/** What the model reads. `rules` are the same for every conversation, so that they can be cached. */
export interface Prompt {
  rules: string;
  conversation: string;
}

/** Which part of a conversation that is read in parts; both count from 1. */
export interface PartPosition {
  part: number;
  of: number;
}

/** The prompt for a conversation that is read at once, or for one part of it. Pure. */
export function promptFor(
  question: EngineQuestion,
  messages: readonly TranscriptMessage[] = question.transcript.messages,
  position?: PartPosition,
): Prompt {
  const { transcript, timeZone } = question;
  const lines = [
    ...aboutLines(question),
    'People:',
    ...peopleLines(messages, transcript.people),
    'Messages:',
    ...messages.map(createLineWriter({ transcript, timeZone })),
  ];
  const paragraphs = [
    setting(question),
    readLine(question, messages, position),
    fenced('CONVERSATION', lines),
    'The conversation has ended. Report on it by the rules you were given first.',
  ];
  return { rules: RULES, conversation: paragraphs.join('\n\n') };
}

/** What was reported on one part, with the numbers of the messages in it. */
export interface PartReport {
  first: number;
  last: number;
  answer: RecapAnswer;
}

/** The prompt that makes one recap of the reports on a conversation's parts. Pure. */
export function mergePromptFor(question: EngineQuestion, reports: readonly PartReport[]): Prompt {
  const lines = [...aboutLines(question), ...reports.flatMap(reportLines)];
  const paragraphs = [
    setting(question),
    `The conversation was too long to read at once. It was read in ${reports.length} parts, and each was reported on. ` +
      'Between the fence lines stand the reports, oldest first, with the numbers of the messages in brackets. ' +
      'Make one report of them: join what belongs together and unite its sources, keep every number as it is, and let ' +
      'later parts overrule earlier ones (what was answered is no open question, what was done or dropped is no task, ' +
      'what was reversed is no decision). Leave out no decision, task or question that still holds.',
    fenced('REPORTS', lines),
    'The reports have ended. Write the one report by the rules you were given first.',
  ];
  return { rules: RULES, conversation: paragraphs.join('\n\n') };
}

function setting({ now, timeZone, language }: EngineQuestion): string {
  const today = inZone(now, timeZone).toFormat('cccc, yyyy-LL-dd');
  return `Today is ${today} for the person who asks; times are in ${timeZone}. ${languageLine(language)}`;
}

function languageLine(language: string | null): string {
  const name = language === null ? null : languageName(language);
  return name === null
    ? 'Write in the language in which most of the conversation is written.'
    : `Write in ${name}, whatever language the conversation is in.`;
}

/** Null for what is no language tag. */
function languageName(tag: string): string | null {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? null;
  } catch {
    return null;
  }
}

function readLine(
  { transcript, timeZone }: EngineQuestion,
  messages: readonly TranscriptMessage[],
  position: PartPosition | undefined,
): string {
  const [first, last] = [messages.at(0), messages.at(-1)];
  const dayOf = (message: TranscriptMessage | undefined) =>
    message === undefined ? '' : inZone(timeOf(message.ts), timeZone).toFormat('ccc yyyy-LL-dd');
  const kind = transcript.threadTs === null ? 'messages of a channel' : 'messages of one thread';
  const part =
    position === undefined ? '' : ` This is part ${position.part} of ${position.of}; report on it alone.`;
  return `You get ${messages.length} ${kind}, from ${dayOf(first)} to ${dayOf(last)}.${part}`;
}

function aboutLines({ transcript: { channel } }: EngineQuestion): string[] {
  const about = [`Channel: #${compactName(channel.name)}`];
  return channel.purpose === ''
    ? about
    : [...about, `Purpose: ${compactName(compactText(channel.purpose), LONGEST_PURPOSE)}`];
}

function reportLines({ first, last, answer }: PartReport): string[] {
  const cite = (sources: readonly number[]) => `[${sources.join(', ')}]`;
  return [
    `Messages ${first} to ${last}: ${compactText(answer.headline)}`,
    ...answer.points.map(({ text, sources }) => `- point ${cite(sources)}: ${compactText(text)}`),
    ...answer.decisions.map(
      ({ text, by, sources }) => `- decision ${cite(sources)} by ${personOf(by)}: ${compactText(text)}`,
    ),
    ...answer.actionItems.map(
      ({ text, assignee, due, sources }) =>
        `- task ${cite(sources)} for ${personOf(assignee)}, due ${due === null ? 'no day said' : compactName(due)}: ${compactText(text)}`,
    ),
    ...answer.openQuestions.map(
      ({ text, askedOf, sources }) =>
        `- question ${cite(sources)} to ${personOf(askedOf)}: ${compactText(text)}`,
    ),
    `- tags: ${answer.tags.map((tag) => compactName(tag)).join(', ')}`,
  ];
}

function personOf(value: string | null): string {
  return value === null ? 'nobody named' : compactName(value);
}
