/**
 * How a model is made to answer in a given shape: a tool that it must call, one that it may call, JSON written as
 * text, or the provider's own structured output.
 */
export type AnswerMode = 'forced_tool' | 'offered_tool' | 'json_text' | 'native';

export interface ModelCapabilities {
  /** Ways to get a structured answer, best first; the next one is taken where a model refuses the one before. */
  answerModes: readonly AnswerMode[];
  /** Whether the model takes `temperature`. */
  temperature: boolean;
  /** `off`: does not think unless told to; `disable`: has to be told not to; `always`: cannot be told. */
  thinking: 'off' | 'disable' | 'always';
  /** Whether the model takes `cachePoint` blocks. */
  cache: boolean;
  /** Tokens that one prompt may have; less than the model's context where longer prompts cost more or read worse. */
  promptTokens: number;
  /** The model's own limit of an answer, in tokens. */
  outputTokens: number;
}

interface Family {
  matches: RegExp;
  capabilities: ModelCapabilities;
}

const FORCED: readonly AnswerMode[] = ['forced_tool', 'offered_tool', 'json_text'];
const OFFERED: readonly AnswerMode[] = ['offered_tool', 'json_text'];
const TEXT: readonly AnswerMode[] = ['json_text'];

const CLAUDE: ModelCapabilities = {
  answerModes: FORCED,
  temperature: true,
  thinking: 'off',
  cache: true,
  promptTokens: 100_000,
  outputTokens: 64_000,
};
const CLAUDE_5: ModelCapabilities = {
  ...CLAUDE,
  temperature: false,
  thinking: 'disable',
  outputTokens: 128_000,
};
const NOVA: ModelCapabilities = { ...CLAUDE, promptTokens: 60_000, outputTokens: 5_000 };
const OPEN_MODEL: ModelCapabilities = {
  answerModes: OFFERED,
  temperature: true,
  thinking: 'off',
  cache: false,
  promptTokens: 40_000,
  outputTokens: 8_000,
};

/** Models of which nothing is known get what nearly every model takes. */
const UNKNOWN: ModelCapabilities = { ...OPEN_MODEL, promptTokens: 24_000, outputTokens: 4_096 };

/**
 * What model families take, as found on Bedrock in autumn 2026; the first row that matches counts. A row may be wrong
 * for an account or a region: what a model refuses is then left out from the next call on (see `downgrade.ts`).
 * Haiku 5.5 costs five times as much for prompts over 100,000 tokens, hence its smaller prompt.
 */
const FAMILIES: readonly Family[] = [
  { matches: /claude-haiku-5/, capabilities: { ...CLAUDE_5, promptTokens: 90_000 } },
  {
    matches: /claude-(?:sonnet-5-5|opus-5-5|fable-5-1)/,
    capabilities: { ...CLAUDE_5, answerModes: OFFERED, thinking: 'always' },
  },
  { matches: /claude-sonnet-5/, capabilities: CLAUDE_5 },
  { matches: /claude-(?:opus-5|fable-5|opus-4-[78])/, capabilities: { ...CLAUDE_5, thinking: 'off' } },
  {
    matches: /claude-3-5-haiku|claude-3-5-sonnet/,
    capabilities: { ...CLAUDE, cache: false, outputTokens: 8_192 },
  },
  {
    matches: /claude-3-(?:haiku|sonnet|opus)/,
    capabilities: { ...CLAUDE, cache: false, outputTokens: 4_096 },
  },
  { matches: /claude/, capabilities: CLAUDE },
  { matches: /amazon\.nova/, capabilities: NOVA },
  { matches: /deepseek\.r1/, capabilities: { ...OPEN_MODEL, answerModes: TEXT, thinking: 'always' } },
  { matches: /gpt-oss|deepseek|qwen|mistral|llama[34]|command-r|minimax|kimi|glm/, capabilities: OPEN_MODEL },
];

/** What a model takes, by its id, inference profile id (`us.…`, `eu.…`, `global.…`) or the ARN of either. */
export function capabilitiesOf(modelId: string): ModelCapabilities {
  return FAMILIES.find(({ matches }) => matches.test(modelId))?.capabilities ?? UNKNOWN;
}

const ANSWER_TOKENS = 4_096;
const THINKING_TOKENS = 12_000;

/** `maxTokens` of a call: it is reserved from the quota whether used or not, so it is no more than a recap takes. */
export function answerTokens({ thinking, outputTokens }: ModelCapabilities): number {
  const wanted = thinking === 'always' ? ANSWER_TOKENS + THINKING_TOKENS : ANSWER_TOKENS;
  return Math.min(wanted, outputTokens);
}
