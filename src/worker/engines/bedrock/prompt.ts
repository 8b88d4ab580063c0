import type { EarlierReport, EngineQuestion } from '../../../core/domain/engine.ts';
import type { TranscriptMessage } from '../../../core/domain/transcript.ts';
import { compactLine, compactText } from './compact-text.ts';
import { fenced } from './fence.ts';
import { peopleNamedIn, type Report, reportLines } from './report-lines.ts';
import { RULES } from './rules.ts';
import { createTranscriptWriter, dayOf, inZone, peopleIn, peopleLines } from './transcript-lines.ts';
import { wantedLength, wishOf } from './wishes.ts';

/** Slack's own limit of a channel's purpose. */
const LONGEST_PURPOSE = 250;
const LANGUAGE_OF_MOST = 'the language in which most of the conversation is written';

const NOTES =
  'They are the lines of notes that one person took or pasted. Words behind a name at the beginning of a line are those of ' +
  'whoever bears it. A person without an ID is written by name, and is null as by, assignee or askedOf; then the text says who it is.';

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

/** What a question asks to be read: all of the transcript, or what is new since the earlier report. */
export function messagesToRead({ transcript, earlier }: EngineQuestion): readonly TranscriptMessage[] {
  if (earlier === undefined) return transcript.messages;
  const news = new Set(earlier.news);
  return transcript.messages.filter(({ number }) => news.has(number));
}

/**
 * The earlier report, as one to be read beside others. Its headline is left out: it cites nothing, so nobody knows whether
 * it rests on messages that are gone.
 */
export function earlierReport({ answer }: EarlierReport): Report {
  return { on: 'what was said before', answer: { ...answer, headline: '' } };
}

/** The prompt for a conversation that is read at once. Pure. */
export function promptFor(question: EngineQuestion): Prompt {
  const { earlier } = question;
  return earlier === undefined ? wholePrompt(question) : followUpPrompt(question, earlier);
}

function wholePrompt(question: EngineQuestion): Prompt {
  const { messages } = question.transcript;
  return withRules([
    setting(question),
    `You get ${amountOf(messages, question)}.`,
    ...aboutNotes(question),
    ...wantedLength(question),
    fenced({ ...wishOf(question), CONVERSATION: conversationLines(question, messages) }),
    'The conversation has ended. Report on it by the rules you were given first.',
  ]);
}

/** The prompt for one part of a conversation that is read in parts. Pure. */
export function partPromptFor(
  question: EngineQuestion,
  messages: readonly TranscriptMessage[],
  { part, of }: PartPosition,
): Prompt {
  return withRules([
    setting(question),
    `You get ${amountOf(messages, question)}. This is part ${part} of ${of}; report on it alone.`,
    ...aboutNotes(question),
    ...wantedLength(question),
    fenced({ ...wishOf(question), CONVERSATION: conversationLines(question, messages) }),
    'The part has ended. Report on it by the rules you were given first.',
  ]);
}

function followUpPrompt(question: EngineQuestion, earlier: EarlierReport): Prompt {
  const report = earlierReport(earlier);
  const news = messagesToRead(question);
  const since =
    news.length === 0
      ? 'No message was written or edited since, but some may have been deleted.'
      : `What was written or edited since stands between the lines CONVERSATION: ${amountOf(news, question)}.`;
  return withRules([
    setting(question, 'the language of the earlier report'),
    'This conversation was reported on before. You do not get all of it again: between the lines EARLIER stands ' +
      `the earlier report, with the numbers of the messages that it rests on in brackets. ${since}`,
    ...aboutNotes(question),
    ...wantedLength(question),
    fenced({
      ...wishOf(question),
      EARLIER: reportLines(report),
      CONVERSATION: conversationLines(question, news, peopleNamedIn(report.answer)),
    }),
    'The conversation has ended. Write the complete report on it as it holds now, by the rules you were given first. ' +
      'Keep what still holds, in the words and with the sources that it has; add what is new; where something was added ' +
      'to or changed, say how it stands now and unite the sources. Leave out questions that were answered, tasks that ' +
      'were done or dropped, and decisions that were reversed. Say nothing about the earlier report itself.',
  ]);
}

/** The prompt that makes one report of several on the same conversation, oldest first. Pure. */
export function mergePromptFor(question: EngineQuestion, reports: readonly Report[]): Prompt {
  return withRules([
    setting(question),
    `The conversation was too long to read at once, so there are ${reports.length} reports on it. ` +
      'Between the lines REPORTS they stand, oldest first, with the numbers of the messages in brackets. ' +
      'Make one report of them: join what belongs together and unite its sources, keep every number as it is, and let ' +
      'later reports overrule earlier ones (what was answered is no open question, what was done or dropped is no task, ' +
      'what was reversed is no decision). Leave out no decision, task or question that still holds.',
    ...wantedLength(question),
    fenced({ ...wishOf(question), REPORTS: [...aboutLines(question), ...reports.flatMap(reportLines)] }),
    'The reports have ended. Write the one report by the rules you were given first.',
  ]);
}

function withRules(paragraphs: readonly string[]): Prompt {
  return { rules: RULES, conversation: paragraphs.join('\n\n') };
}

function aboutNotes({ transcript: { isNotes = false } }: EngineQuestion): string[] {
  return isNotes ? [NOTES] : [];
}

function conversationLines(
  question: EngineQuestion,
  messages: readonly TranscriptMessage[],
  alsoNamed: readonly string[] = [],
): string[] {
  return [
    ...aboutLines(question),
    'People:',
    ...peopleLines([...peopleIn(messages), ...alsoNamed], question.transcript.people),
    'Messages:',
    ...createTranscriptWriter(question).lines(messages),
  ];
}

function aboutLines({ transcript: { channel } }: EngineQuestion): string[] {
  const about = channel.name === '' ? [] : [`Channel: #${compactLine(channel.name)}`];
  return channel.purpose === ''
    ? about
    : [...about, `Purpose: ${compactLine(compactText(channel.purpose), LONGEST_PURPOSE)}`];
}

function setting({ now, timeZone, language }: EngineQuestion, ownLanguage = LANGUAGE_OF_MOST): string {
  const today = inZone(now, timeZone).toFormat('cccc, yyyy-LL-dd');
  const wanted = language === null ? null : languageName(language);
  const write =
    wanted === null
      ? `Write in ${ownLanguage}.`
      : `Write in ${wanted}, whatever language the conversation is in.`;
  return `Today is ${today} for the person who asks; times are in ${timeZone}. ${write}`;
}

/** Null for what is no language tag. */
function languageName(tag: string): string | null {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? null;
  } catch {
    return null;
  }
}

/** How many messages these are, of what, and of which days. */
function amountOf(
  messages: readonly TranscriptMessage[],
  { transcript: { threadTs, isNotes = false }, timeZone }: EngineQuestion,
): string {
  const amount = `${messages.length} ${messages.length === 1 ? 'message' : 'messages'}`;
  const ofThread = isNotes ? 'of notes' : 'of one thread';
  const where = threadTs === null ? 'of a channel' : ofThread;
  const [first, last] = [messages.at(0), messages.at(-1)].map((message) =>
    message === undefined ? '' : dayOf(message, timeZone),
  );
  return `${amount} ${where}, ${first === last ? `of ${first}` : `from ${first} to ${last}`}`;
}
