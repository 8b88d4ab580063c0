import { afterEach, beforeEach, vi } from 'vitest';
import type { EngineQuestion } from '../../src/core/domain/engine.ts';
import type { RecapAnswer } from '../../src/core/domain/recap.ts';
import {
  type BedrockEngineOptions,
  type BedrockEvent,
  createBedrockEngine,
} from '../../src/worker/engines/bedrock/index.ts';
import type { RecordedRequest } from './converse-request.ts';
import { type ConverseServer, startConverseServer } from './converse-server.ts';
import { MARA, NOON, questionAbout, threadOf } from './transcripts.ts';

export const HAIKU_4_5 = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
export const SONNET_5_5 = 'eu.anthropic.claude-sonnet-5-5';
export const NOVA_PRO = 'us.amazon.nova-pro-v1:0';

export const QUESTION = questionAbout(
  threadOf('The release is ready, shall we ship on Friday?', 'yes, Friday'),
);

/** What a model would rightly say to `QUESTION`. */
export const ANSWER: RecapAnswer = {
  headline: 'Release on Friday',
  points: [{ text: 'The release is ready', sources: [1] }],
  decisions: [{ text: 'Release on Friday', by: MARA.id, sources: [2] }],
  actionItems: [],
  openQuestions: [],
  tags: ['release'],
};

/** The real engine and the real SDK against a server of its own for each test. */
export interface BedrockBench {
  server(): ConverseServer;
  events(): readonly BedrockEvent[];
  engine(options?: Partial<BedrockEngineOptions>): ReturnType<typeof createBedrockEngine>;
  /** Asks a new engine. */
  ask(
    options?: Partial<BedrockEngineOptions>,
    asked?: { question?: EngineQuestion; signal?: AbortSignal },
  ): ReturnType<ReturnType<typeof createBedrockEngine>['summarize']>;
}

/** To be called once in a test file. Pauses between attempts are not slept. */
export function useBedrock(): BedrockBench {
  let server: ConverseServer;
  let events: BedrockEvent[];

  beforeEach(async () => {
    server = await startConverseServer();
    events = [];
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });

  const engine: BedrockBench['engine'] = (options = {}) =>
    createBedrockEngine({
      modelId: HAIKU_4_5,
      now: () => NOON,
      clientConfig: server.clientConfig,
      sleep: async () => {},
      random: () => 0.5,
      onEvent: (event) => events.push(event),
      ...options,
    });

  return {
    server: () => server,
    events: () => events,
    engine,
    ask: (options, { question = QUESTION, signal = RUNNING } = {}) =>
      engine(options).summarize(question, signal),
  };
}

/** A signal that is never aborted. */
export const RUNNING = new AbortController().signal;

/** What the model was asked in words. */
export function conversationOf(request: RecordedRequest | undefined): string {
  return request?.body.messages?.[0]?.content?.[0]?.text ?? '';
}
