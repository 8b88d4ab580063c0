import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../../core/domain/engine.ts';
import { NO_TOKENS, type RecapAnswer } from '../../../core/domain/recap.ts';
import { throwIfStopped } from '../../../core/domain/stopping.ts';
import { actionItemsOf } from './action-items.ts';
import { decisionsOf, followDecisions } from './decisions.ts';
import { type Dialogue, readDialogue } from './dialogue.ts';
import { loadEnglish, type SentenceReader } from './english.ts';
import { focusOn, lifted } from './focus.ts';
import { headlineFor, headlineForThreads, topicOf } from './headline.ts';
import { type Choosing, choosePoints } from './points.ts';
import { openQuestionsIn, questionOf } from './questions.ts';
import { rankSentences } from './ranking.ts';
import { findTags } from './tags.ts';
import { stands } from './task.ts';
import { followTasks } from './tasks.ts';
import { pointsOfChannel, tellThreads } from './threads.ts';

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
  const found = {
    decisions: decisionsOf(decisions, dialogue),
    actionItems: actionItemsOf(tasks, dialogue),
    openQuestions: questions.map((sentence) => questionOf(sentence, dialogue)),
  };
  const ranked = lifted(rankSentences(dialogue), wishes.isOnFocus);
  const told = new Set(
    [...decisions, ...tasks.filter(stands)].map(({ sentence }) => sentence).concat(questions),
  );
  const threads = tellThreads(dialogue, { ranked, told, ...wishes });
  if (threads.length > 0) {
    return {
      headline: headlineForThreads(threads, found, dialogue),
      points: pointsOfChannel(threads, { ranked, told, ...wishes }, dialogue),
      ...found,
      tags: findTags(dialogue),
    };
  }
  const topic = topicOf(ranked);
  return {
    headline: headlineFor(topic, found, dialogue),
    points: choosePoints(ranked, { topic, told, ...wishes }, dialogue),
    ...found,
    tags: findTags(dialogue),
  };
}
