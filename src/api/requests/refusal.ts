import { asRecallError } from '../../core/domain/errors.ts';

export interface RefusalDetails {
  /** What is wrong with what was given, by field. */
  fields?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/** An answer that is no. Its words are for whoever asked, and tell nothing that they may not know. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: RefusalDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = status;
    this.code = code;
    this.fields = details.fields;
    this.headers = details.headers ?? {};
  }
}

export const notFound = () => new Refusal(404, 'not_found', 'There is nothing here.');

const METHODS = ['GET', 'POST'] as const;
export type Method = (typeof METHODS)[number];

/** `hasHead`: whether one may ask for the headers alone. */
export function methodNotAllowed(allowed: readonly Method[], hasHead = allowed.includes('GET')): Refusal {
  const headers = { Allow: [...(hasHead ? ['HEAD'] : []), ...allowed].join(', ') };
  return new Refusal(405, 'method_not_allowed', 'This address does not answer such a request.', { headers });
}

const INTERNAL = 'Something went wrong. The log says what, under the id of the request.';

/** What is answered to an error, whatever it is: ours say only that they are, those of a request what is wrong with it. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = clientStatus(error);
  if (status === 413) return new Refusal(413, 'too_large', 'The request is too large.');
  if (status !== null) return new Refusal(status, 'bad_request', 'The request cannot be understood.');
  const cause = asRecallError(error);
  if (cause.code === 'bad_input')
    return new Refusal(400, 'bad_input', 'The request cannot be understood.', { cause });
  if (!cause.retryable) return new Refusal(500, 'internal', INTERNAL, { cause });
  return new Refusal(503, 'unavailable', 'Recall cannot do this just now. Try again in a minute.', {
    cause,
    headers: { 'Retry-After': '60' },
  });
}

/** Express and its parsers say by `status` that a request is at fault. */
function clientStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  return error.status >= 400 && error.status < 500 ? error.status : null;
}
