import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Nothing but our own files, and nothing inline; nobody may show us in a frame. */
const PAGES = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** The queue's own pages set styles on elements and name the base of their addresses. */
const QUEUES = {
  ...PAGES,
  styleSrc: ["'self'", "'unsafe-inline'"],
  baseUri: ["'self'"],
};

export const pageHeaders = (): RequestHandler => headersWith(PAGES);
export const queueHeaders = (): RequestHandler => headersWith(QUEUES);

function headersWith(directives: Readonly<Record<string, readonly string[]>>): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { ...directives } },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}
