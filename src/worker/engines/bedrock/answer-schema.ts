import type { ToolInputSchema } from '@aws-sdk/client-bedrock-runtime';
import { z } from 'zod';
import { recapAnswerSchema } from '../../../core/domain/recap.ts';

/** The recap's answer as JSON schema, for a tool's input, for structured output, and for a prompt. */
export function answerJsonSchema(): NonNullable<ToolInputSchema['json']> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(recapAnswerSchema);
  return JSON.parse(JSON.stringify(schema));
}
