import type { RecapLength } from './conversation.ts';
import type { EngineName, RecapAnswer, TokenUsage } from './recap.ts';
import type { Transcript } from './transcript.ts';

/** What an engine is asked. */
export interface EngineQuestion {
  transcript: Transcript;
  /** Language of the recap as a BCP 47 tag; null for the conversation's own. */
  language: string | null;
  /** IANA zone of the person who asked; dates without a zone are meant in it. */
  timeZone: string;
  now: Date;
  /** What to dwell on, in the words of the person who asked; left out for everything alike. It is a wish, not an instruction. */
  focus?: string;
  /** `standard` where it is left out. */
  length?: RecapLength;
  /** What was reported on this conversation before; left out where all of it is to be read. */
  earlier?: EarlierReport;
  /** True where money is short: the cheaper model is to answer, where there is one. */
  isThrifty?: boolean;
}

/** An earlier recap of the same conversation, and which messages it does not know. */
export interface EarlierReport {
  /** Its sources are numbers of the present transcript. What rested on a message that is gone or changed is left out. */
  answer: RecapAnswer;
  /** Numbers of the messages to be read: written or edited since, or what an item that was left out rested on besides. */
  news: readonly number[];
}

export interface EngineResult {
  answer: RecapAnswer;
  tokens: TokenUsage;
  /** The model that answered; null for the builtin engine. */
  model: string | null;
  promptVersion: string | null;
  /** US dollars; null where the model's price is not known. */
  costUsd: number | null;
}

/** How far an engine is with a conversation that it reads in parts. */
export interface EngineProgress {
  done: number;
  all: number;
}

/**
 * What turns a transcript into a recap's answer. `summarize` throws RecallErrors with an `engine_*` code, and `cancelled`
 * or `timed_out` once the signal is aborted. `onProgress` is told of each part that is done, where there are parts.
 */
export interface Engine {
  name: EngineName;
  model: string | null;
  summarize(
    question: EngineQuestion,
    signal: AbortSignal,
    onProgress?: (progress: EngineProgress) => void,
  ): Promise<EngineResult>;
}
