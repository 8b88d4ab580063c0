import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../../core/domain/engine.ts';
import { NO_TOKENS, type RecapAnswer } from '../../../core/domain/recap.ts';
import { throwIfStopped } from '../../../core/domain/stopping.ts';
import { actionItemsOf } from './action-items.ts';
import { pointsOfChannel } from './channel-points.ts';
import { decisionsOf, followDecisions } from './decisions.ts';
import { type Dialogue, readDialogue } from './dialogue.ts';
import { loadEnglish, type SentenceReader } from './english.ts';
import { focusOn, lifted } from './focus.ts';
import { headlineFor, headlineForThreads, topicOf } from './headline.ts';
import { type Choosing, choosePoints } from './points.ts';
import { openQuestionsIn, questionOf } from './questions.ts';
import { rankSentences } from './ranking.ts';
import type { Sentence } from './sentences.ts';
import { findTags } from './tags.ts';
import { stands } from './task.ts';
import { followTasks } from './tasks.ts';
import { type ToldThread, tellThreads } from './threads.ts';

/**
 * The engine that needs no model and no network: it chooses sentences of the conversation rather than writing its own.
 * The same transcript always gives the same answer. Throws only `cancelled` and
 * `timed_out`.
 */
export function createBuiltinEngine(): Engine {
  let reader: Promise<SentenceReader> | undefined;

  return {
    name: 'builtin',
    model: null,
    async summarize({ transcript, timeZone, focus = '', length = 'standard' }, signal) {
      reader ??= loadEnglish();
      const pause = async () => {
        await setImmediate();
        throwIfStopped(signal);
      };
      const read = await reader;
      const dialogue = await readDialogue(transcript, { read, timeZone, pause });
      const answer = answerFor(dialogue, {
        length,
        isOnFocus: focusOn(focus, { people: transcript.people, read }),
      });
      return { answer, tokens: NO_TOKENS, model: null, promptVersion: null, costUsd: 0 };
    },
  };
}

function answerFor(dialogue: Dialogue, wishes: Pick<Choosing, 'length' | 'isOnFocus'>): RecapAnswer {
  const tasks = followTasks(dialogue);
  const decisions = followDecisions(dialogue);
  const questions = openQuestionsIn(dialogue, tasks);
  const ranked = lifted(rankSentences(dialogue), wishes.isOnFocus);
  const told = new Set(
    [...decisions, ...tasks.filter(stands)].map(({ sentence }) => sentence).concat(questions),
  );
  const threads = tellThreads(dialogue, { ranked, told, ...wishes });
  const open = questions.filter((sentence) => !threads.some((thread) => tellsAnswer(thread, sentence)));
  const found = {
    decisions: decisionsOf(decisions, dialogue),
    actionItems: actionItemsOf(tasks, dialogue),
    openQuestions: open.map((sentence) => questionOf(sentence, dialogue)),
  };
  const tags = findTags(dialogue);
  if (threads.length > 0) {
    const points = pointsOfChannel(threads, { ranked, told, ...wishes }, dialogue);
    return { headline: headlineForThreads(threads, found, dialogue), points, ...found, tags };
  }
  const topic = topicOf(ranked);
  const points = choosePoints(ranked, { topic, told, ...wishes }, dialogue);
  return { headline: headlineFor(topic, found, dialogue), points, ...found, tags };
}

/** What is told with what somebody said to it is not open as well. */
function tellsAnswer({ topic, outcome }: ToldThread, question: Sentence): boolean {
  return topic.sentence === question && outcome !== undefined && outcome.sentence.author !== question.author;
}
