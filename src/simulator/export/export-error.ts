/** A Slack export that cannot be read; the message names the file and says what is wrong with it. */
export class SlackExportError extends Error {
  override readonly name = 'SlackExportError';
  readonly file: string;

  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file}: ${problem}`, cause === undefined ? undefined : { cause });
    this.file = file;
  }
}
