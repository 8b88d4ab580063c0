/** What the Converse-shaped server sends for one request. */
export type ConverseReply =
  | { kind: 'message'; content: ReplyBlock[]; stopReason: string; usage: ReplyUsage; afterMs?: number }
  | { kind: 'error'; type: string; status: number; message: string; headers?: Record<string, string> }
  /** Takes the request and never answers. */
  | { kind: 'silence' }
  /** Ends the connection in the middle of the answer. */
  | { kind: 'cut' }
  /** A body that is no Converse response at all. */
  | { kind: 'garbage'; status: number; body: string };

type ReplyBlock = { text: string } | { toolUse: { toolUseId: string; name: string; input: unknown } };

export interface ReplyUsage {
  inputTokens: number;
  outputTokens: number;
  totalTokens: number;
  cacheReadInputTokens?: number;
  cacheWriteInputTokens?: number;
}

const USAGE: ReplyUsage = { inputTokens: 1000, outputTokens: 100, totalTokens: 1100 };

/** HTTP statuses of Bedrock Runtime's errors, from its API model. */
const STATUS_OF: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ConflictException: 400,
  ExpiredTokenException: 403,
  InternalServerException: 500,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelTimeoutException: 408,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 400,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  UnrecognizedClientException: 403,
  ValidationException: 400,
};

/** The model calls a tool, as a recap's answer comes. */
export function toolReply(
  input: unknown,
  usage: Partial<ReplyUsage> = {},
  name = 'emit_recap',
): ConverseReply {
  return {
    kind: 'message',
    content: [{ toolUse: { toolUseId: 'tooluse_1', name, input } }],
    stopReason: 'tool_use',
    usage: { ...USAGE, ...usage },
  };
}

export function textReply(text: string, stopReason = 'end_turn'): ConverseReply {
  return { kind: 'message', content: [{ text }], stopReason, usage: USAGE };
}

/** The model stops for this reason and says nothing. */
export function stoppedReply(stopReason: string): ConverseReply {
  return { kind: 'message', content: [], stopReason, usage: USAGE };
}

export function errorReply(
  type: string,
  message: string = type,
  headers: Record<string, string> = {},
): ConverseReply {
  return { kind: 'error', type, status: STATUS_OF[type] ?? 500, message, headers };
}
