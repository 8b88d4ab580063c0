import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  HTTPResponseAck,
  isRawBodyError,
  type ReceiverEvent,
} from '@slack/bolt';
import { RecallError } from '../core/domain/errors.ts';
import type { Logger } from '../core/runtime/logger.ts';
import { toBoltLogger } from './app.ts';

const ENDPOINT = '/slack/events';
/** Twice the largest that Slack sends: a view of 250 kB or a message of 40,000 characters, escaped for a form. Reading a form takes long. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const BAD_REQUEST = 400;
const UNAUTHORIZED = 401;
const NOT_FOUND = 404;
const TOO_LARGE = 413;
const UNAVAILABLE = 503;
const TIMESTAMP_HEADER = 'x-slack-request-timestamp';
const CLOCK_SKEW_SECONDS = 5 * 60;

export interface ReceiverDeps {
  signingSecret: string;
  logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  /** What is verified goes here. Throws retryable RecallErrors for what Slack is to deliver again. */
  process(event: ReceiverEvent): Promise<void>;
  now(): Date;
}

/**
 * Takes what Slack posts to `/slack/events`. Unlike Bolt's own receiver it answers what no listener knows at once, with 404, and not after
 * three seconds; and a signed body that makes no sense gets 400, where Bolt answers 500 or lets the process end. The caller does the listening.
 */
export function createReceiver({ signingSecret, logger, process, now }: ReceiverDeps): RequestListener {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verified = await verify(request, signingSecret);
    const body = bodyOf(verified);
    if (body.ssl_check === '1') return HTTPModuleFunctions.buildSSLCheckResponse(response);
    if (body.type === 'url_verification')
      return HTTPModuleFunctions.buildUrlVerificationResponse(response, body);
    await dispatch(body, verified, response);
    if (!response.headersSent) throw new Refused(NOT_FOUND, 'nothing here answers such a request');
  }

  async function dispatch(
    body: Record<string, unknown>,
    request: BufferedIncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const ack = new HTTPResponseAck({
      logger: toBoltLogger(logger),
      processBeforeResponse: false,
      httpRequest: request,
      httpRequestBody: body,
      httpResponse: response,
    });
    try {
      await process({ body, ack: ack.bind(), ...retryOf(request) });
    } catch (cause) {
      // What Recall says by an error of its own lies with it, such as a key that is missing: Slack is to deliver it again.
      if (cause instanceof RecallError)
        throw new Refused(UNAVAILABLE, `it cannot be taken now: ${cause.code}`, cause);
      throw new Refused(BAD_REQUEST, 'nothing could be made of the body', cause);
    } finally {
      ack.ack();
    }
  }

  return (request, response) => {
    if (request.method !== 'POST' || pathOf(request) !== ENDPOINT) return end(response, NOT_FOUND);
    if (isFromTheFuture(request.headers[TIMESTAMP_HEADER], now())) {
      logger.warn({ from: 'receiver' }, 'refused a request that is signed for a later time');
      return end(response, UNAUTHORIZED);
    }
    answer(request, response).catch((error: unknown) => {
      const { status, message, cause } = error instanceof Refused ? error : UNREADABLE;
      const why = cause === undefined ? {} : { err: cause };
      logger.warn({ from: 'receiver', ...why }, `refused a request with ${status}: ${message}`);
      // Else what was not read of the body would stand before the next request on the connection.
      request.resume();
      end(response, status);
    });
  };
}

/**
 * Bolt refuses signatures that are older than five minutes, as Slack tells (docs.slack.dev/authentication/verifying-requests-from-slack),
 * but takes those made for a later time, which could be kept for then.
 */
function isFromTheFuture(timestamp: string | string[] | undefined, now: Date): boolean {
  return Number(timestamp) > now.getTime() / 1000 + CLOCK_SKEW_SECONDS;
}

/** Says why a request gets no more than a status. The words never hold anything of the body. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
  }
}

const UNREADABLE = new Refused(BAD_REQUEST, 'it cannot be read');

/** @throws Refused where the body is too large, or was not signed by Slack just now */
async function verify(request: IncomingMessage, signingSecret: string): Promise<BufferedIncomingMessage> {
  const options = { enabled: true, signingSecret, bodyLimit: BODY_LIMIT_BYTES };
  try {
    return await HTTPModuleFunctions.parseAndVerifyHTTPRequest(options, request);
  } catch (error) {
    if (isRawBodyError(error) && error.statusCode === TOO_LARGE)
      throw new Refused(TOO_LARGE, 'the body is too large');
    throw new Refused(UNAUTHORIZED, error instanceof Error ? error.message : 'not verified');
  }
}

/** @throws Refused for anything but an object */
function bodyOf(request: BufferedIncomingMessage): Record<string, unknown> {
  const body = parsed(request);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refused(BAD_REQUEST, 'the body is no object');
  return { ...body };
}

function parsed(request: BufferedIncomingMessage): unknown {
  try {
    return HTTPModuleFunctions.parseHTTPRequestBody(request);
  } catch {
    throw new Refused(BAD_REQUEST, 'the body is no JSON');
  }
}

function retryOf(request: IncomingMessage) {
  const retryNum = HTTPModuleFunctions.extractRetryNumFromHTTPRequest(request);
  const retryReason = HTTPModuleFunctions.extractRetryReasonFromHTTPRequest(request);
  return {
    ...(retryNum === undefined ? {} : { retryNum }),
    ...(retryReason === undefined ? {} : { retryReason }),
  };
}

/** Null for what is no address at all, such as `//`. */
function pathOf({ url = '/' }: IncomingMessage): string | null {
  return URL.canParse(url, 'http://bot') ? new URL(url, 'http://bot').pathname : null;
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status).end();
}
