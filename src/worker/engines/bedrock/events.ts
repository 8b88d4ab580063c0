import type { ErrorCode } from '../../../core/domain/errors.ts';
import type { ModelCall } from '../model-call.ts';
import type { AnswerMode } from './capabilities.ts';

/** What an operator may want to count or log. Never holds text of a conversation. */
export type BedrockEvent =
  | ({ kind: 'answered'; stopReason: string; milliseconds: number } & ModelCall)
  | { kind: 'failed'; model: string; code: ErrorCode; retryable: boolean }
  | { kind: 'downgraded'; model: string; answerMode: AnswerMode }
  | { kind: 'read_in_parts'; model: string; parts: number; kept: number }
  | { kind: 'fell_back'; from: string; to: string; code: ErrorCode };
