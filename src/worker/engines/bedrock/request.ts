import type {
  ContentBlock,
  ConverseCommandInput,
  InferenceConfiguration,
  Message,
  SystemContentBlock,
  ToolConfiguration,
} from '@aws-sdk/client-bedrock-runtime';
import { answerJsonSchema } from './answer-schema.ts';
import { type AnswerMode, answerTokens, type ModelCapabilities } from './capabilities.ts';
import type { Prompt } from './prompt.ts';
import { TOOL_DESCRIPTION, TOOL_NAME } from './rules.ts';

/** A Bedrock guardrail that checks what goes in and comes out. */
export interface Guardrail {
  id: string;
  version: string;
}

export interface RequestParts {
  modelId: string;
  capabilities: ModelCapabilities;
  mode: AnswerMode;
  prompt: Prompt;
  guardrail: Guardrail | null;
  /** What was said after the prompt: an answer that did not do, and what is wrong with it. */
  followUp: readonly Message[];
}

/** The Converse request for a prompt, with nothing in it that the model does not take. */
export function converseRequest(parts: RequestParts): ConverseCommandInput {
  const { modelId, capabilities, mode, prompt, guardrail, followUp } = parts;
  const usesTool = mode === 'forced_tool' || mode === 'offered_tool';
  return {
    modelId,
    system: systemBlocks(prompt, capabilities),
    messages: [{ role: 'user', content: questionBlocks(prompt, mode) }, ...followUp],
    inferenceConfig: inference(capabilities),
    ...(usesTool ? { toolConfig: toolConfig(mode) } : {}),
    ...(mode === 'native' ? { outputConfig: nativeOutput() } : {}),
    ...(capabilities.thinking === 'disable'
      ? { additionalModelRequestFields: { thinking: { type: 'disabled' } } }
      : {}),
    ...(guardrail === null ? {} : { guardrailConfig: guardrailConfig(guardrail) }),
  };
}

function systemBlocks({ rules }: Prompt, { cache }: ModelCapabilities): SystemContentBlock[] {
  return cache ? [{ text: rules }, { cachePoint: { type: 'default' } }] : [{ text: rules }];
}

function questionBlocks({ conversation }: Prompt, mode: AnswerMode): ContentBlock[] {
  return [{ text: `${conversation}\n\n${HOW_TO_ANSWER[mode]()}` }];
}

const HOW_TO_ANSWER: Record<AnswerMode, () => string> = {
  forced_tool: () => `Hand the report in with the tool ${TOOL_NAME}.`,
  offered_tool: () => `Hand the report in by calling the tool ${TOOL_NAME} once. Write nothing else.`,
  json_text: () =>
    `Answer with one JSON object and nothing else, without a code fence. Its JSON schema:\n${JSON.stringify(answerJsonSchema())}`,
  native: () => 'Answer with the report as JSON.',
};

function inference(capabilities: ModelCapabilities): InferenceConfiguration {
  const maxTokens = answerTokens(capabilities);
  return capabilities.temperature ? { maxTokens, temperature: 0 } : { maxTokens };
}

function toolConfig(mode: AnswerMode): ToolConfiguration {
  const tool = {
    toolSpec: {
      name: TOOL_NAME,
      description: TOOL_DESCRIPTION,
      inputSchema: { json: answerJsonSchema() },
    },
  };
  const toolChoice = mode === 'forced_tool' ? { tool: { name: TOOL_NAME } } : { auto: {} };
  return { tools: [tool], toolChoice };
}

function nativeOutput(): NonNullable<ConverseCommandInput['outputConfig']> {
  const jsonSchema = { name: TOOL_NAME, schema: JSON.stringify(answerJsonSchema()) };
  return { textFormat: { type: 'json_schema', structure: { jsonSchema } } };
}

/** The trace repeats message text, so it stays off. */
function guardrailConfig({ id, version }: Guardrail): NonNullable<ConverseCommandInput['guardrailConfig']> {
  return { guardrailIdentifier: id, guardrailVersion: version, trace: 'disabled' };
}
