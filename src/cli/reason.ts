import { type ErrorCode, RecallError } from '../core/domain/errors.ts';

/** For ends that another system puts into words of its own: what they mean here. */
const MEANINGS: Partial<Record<ErrorCode, string>> = {
  slack_token_rejected: 'Slack does not take the token in SLACK_BOT_TOKEN',
  slack_missing_scope: 'the Slack app lacks a scope; install it again with manifest.yml',
};

/** Why a command failed, in one line for the operator. */
export function reasonOf(error: unknown): string {
  const words = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ').trim();
  const meaning = error instanceof RecallError ? MEANINGS[error.code] : undefined;
  return meaning ? `${meaning} (${words})` : words;
}
