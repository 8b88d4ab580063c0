import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { withContext } from '../../core/runtime/context.ts';
import type { MalformedRequest } from '../../core/runtime/http-server.ts';
import type { Logger } from '../../core/runtime/logger.ts';
import { note, notedOf } from './noted.ts';

/** What a proxy or a caller may call a request; anything else could forge lines of a log. */
const REQUEST_ID = /^[\w.-]{8,64}$/;
/** What probes and scrapers ask every few seconds. */
const PROBES = /^\/(?:api\/)?(?:health|metrics)(?:\/|$)/;
const LONGEST_PATH = 300;

/** By which lines of the access log are told from others. */
export const REQUEST_WAS_ANSWERED = 'a request was answered';

/**
 * Gives every request an id, its own where it brings a well-formed `X-Request-Id`: it is in the answer and in every log line of the
 * request. Once a request is over, one line tells it, without its query, which may hold secrets.
 */
export function accessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const requestId = idOf(request);
    const path = pathOf(request);
    const start = performance.now();
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const line = {
        requestId,
        method: request.method,
        path,
        status: response.writableFinished ? response.statusCode : null,
        milliseconds: Math.round(performance.now() - start),
        ip: request.ip,
        ...notedOf(response),
      };
      const isProbe = PROBES.test(path) && response.statusCode < 400;
      logger[isProbe ? 'debug' : 'info'](line, REQUEST_WAS_ANSWERED);
    });
    withContext({ requestId }, next);
  };
}

/**
 * Tells of requests that came too slowly or are no HTTP: one that got as far as its headers on its own line, and of others as much as is
 * known, under an id of their own.
 */
export function malformedLog(logger: Logger): (request: MalformedRequest) => void {
  return ({ status, code: refused, ip, response }) => {
    if (response) note(response, { status, refused });
    else logger.info({ requestId: randomUUID(), status, ip, refused }, REQUEST_WAS_ANSWERED);
  };
}

function idOf(request: Request): string {
  const given = request.get('x-request-id');
  return given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
}

function pathOf({ originalUrl }: Request): string {
  return (originalUrl.split('?')[0] ?? '').slice(0, LONGEST_PATH);
}
