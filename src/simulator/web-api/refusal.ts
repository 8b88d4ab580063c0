/** An answer with `ok: false`: Slack's error code, and what Slack sends beside it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly error: string;
  readonly details: Record<string, unknown>;

  constructor(error: string, details: Record<string, unknown> = {}) {
    super(error);
    this.error = error;
    this.details = details;
  }
}

/** `invalid_arguments` with the messages by which Slack names the arguments it means. */
export function invalidArguments(...problems: string[]): Refusal {
  return new Refusal('invalid_arguments', {
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}
