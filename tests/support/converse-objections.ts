import type { ContentBlock, Message } from '@aws-sdk/client-bedrock-runtime';
import { type ConverseReply, errorReply } from './converse-replies.ts';
import type { RecordedRequest } from './converse-request.ts';

/** The error with which Bedrock would refuse the request; null for one that it would take. */
export function objectionTo({ authorization, body }: RecordedRequest): ConverseReply | null {
  const isSigned = /^AWS4-HMAC-SHA256 Credential=\S+, ?SignedHeaders=\S+, ?Signature=\w+$/.test(
    authorization,
  );
  if (!isSigned && !/^Bearer \S+$/.test(authorization)) {
    return errorReply(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  const objection =
    messagesObjection(body.messages ?? []) ?? limitsObjection(body.inferenceConfig?.maxTokens);
  return objection === null ? null : errorReply('ValidationException', objection);
}

/** Bedrock takes requests without `maxTokens`, but then reserves the model's maximum; Recall must always say. */
function limitsObjection(maxTokens: number | undefined): string | null {
  return maxTokens === undefined || maxTokens < 1 ? 'inferenceConfig.maxTokens has to be set' : null;
}

function messagesObjection(messages: readonly Message[]): string | null {
  if (messages.at(0)?.role !== 'user') return 'A conversation must start with a user message.';
  if (messages.at(-1)?.role !== 'user') return 'A conversation must end with a user message.';
  for (const [index, message] of messages.entries()) {
    const next = messages[index + 1];
    if (next?.role === message.role) return 'A conversation must alternate between user and assistant roles.';
    const objection = contentObjection(message.content ?? [], next?.content ?? []);
    if (objection !== null) return objection;
  }
  return null;
}

function contentObjection(content: readonly ContentBlock[], next: readonly ContentBlock[]): string | null {
  if (content.length === 0) return 'The content field in the Message object is empty.';
  if (content.some(({ text }) => text?.trim() === ''))
    return 'The text field in the ContentBlock object is blank.';
  const answered = new Set(next.map(({ toolResult }) => toolResult?.toolUseId));
  const isUnanswered = content.some(
    ({ toolUse }) => toolUse !== undefined && !answered.has(toolUse.toolUseId),
  );
  return isUnanswered ? 'Expected toolResult blocks for the toolUse blocks of the turn before.' : null;
}
