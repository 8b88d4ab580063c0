import type { Engine } from '../../../core/domain/engine.ts';
import { RecallError } from '../../../core/domain/errors.ts';
import { NO_TOKENS, type RecapAnswer } from '../../../core/domain/recap.ts';
import { actionItemsOf } from './action-items.ts';
import { findDecisions } from './decisions.ts';
import { type Dialogue, readDialogue } from './dialogue.ts';
import { loadEnglish, type SentenceReader } from './english.ts';
import { headlineFor, topicOf } from './headline.ts';
import { choosePoints } from './points.ts';
import { findOpenQuestions } from './questions.ts';
import { rankSentences } from './ranking.ts';
import { findTags } from './tags.ts';
import { followTasks } from './tasks.ts';

/**
 * The engine that needs no model and no network: it chooses sentences of the conversation rather than writing its own.
 * The same transcript always gives the same answer. Throws `cancelled` only.
 */
export function createBuiltinEngine(): Engine {
  let reader: Promise<SentenceReader> | undefined;

  return {
    name: 'builtin',
    model: null,
    async summarize({ transcript, timeZone }, signal) {
      reader ??= loadEnglish();
      const read = await reader;
      if (signal.aborted)
        throw new RecallError('cancelled', 'the recap was cancelled', { cause: signal.reason });
      const answer = answerFor(readDialogue(transcript, read, timeZone));
      return { answer, tokens: NO_TOKENS, model: null, promptVersion: null, costUsd: 0 };
    },
  };
}

function answerFor(dialogue: Dialogue): RecapAnswer {
  const tasks = followTasks(dialogue);
  const ranked = rankSentences(dialogue);
  const topic = topicOf(ranked);
  const found = {
    decisions: findDecisions(dialogue),
    actionItems: actionItemsOf(tasks, dialogue),
    openQuestions: findOpenQuestions(dialogue, tasks),
  };
  return {
    headline: headlineFor(topic, found, dialogue),
    points: choosePoints(ranked, topic, dialogue),
    ...found,
    tags: findTags(dialogue),
  };
}
