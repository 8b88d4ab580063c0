import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';

/** A Converse request as the server received it. */
export interface RecordedRequest {
  /** As in the path, decoded. */
  modelId: string;
  authorization: string;
  body: Omit<ConverseCommandInput, 'modelId'>;
}
