import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from '../../core/runtime/logger.ts';
import { note, notedOf } from '../requests/noted.ts';
import { type Refusal, refusalOf } from '../requests/refusal.ts';
import { enteredIfAny } from './door/entered.ts';
import { sendPage } from './html.ts';
import { DoorPage, type Look } from './layout.tsx';
import type { Frames } from './pages/frame.tsx';
import type { AdminContext, PageFrame, Viewer } from './resource.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'That cannot be used',
  403: 'Not done',
  404: 'Nothing here',
  405: 'Nothing here',
  413: 'Too large',
  429: 'Too often',
  503: 'Not just now',
};

/** Says no as JSON. */
export function jsonErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = answerTo(error, response, logger);
    const { code, message, fields } = refusal;
    response.status(refusal.status).json({ error: { code, message, ...(fields ? { fields } : {}) } });
  };
}

export interface PageErrorsDeps {
  logger: Logger;
  frames: Frames;
  namesOf(viewer: Viewer): AdminContext['peopleNamed'];
}

/** Says no as a page: within the frame where somebody is signed in. */
export function pageErrors({ logger, frames, namesOf }: PageErrorsDeps): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = answerTo(error, response, logger);
    const title = TITLES[refusal.status] ?? 'Something went wrong';
    const who = enteredIfAny(request);
    if (!who) return sendPage(response, refusal.status, atTheDoor(frames.lookOf(request), title, refusal));
    const { viewer } = who;
    const frame = frames.of(
      { request, response, who },
      await namesOf(viewer)(viewer.workspaceId, [viewer.userId]),
    );
    sendPage(response, refusal.status, withinFrame(frames, request, frame, title, refusal));
  };
}

function atTheDoor(look: Look, title: string, refusal: Refusal) {
  return (
    <DoorPage title={title} look={look}>
      <Words refusal={refusal} />
    </DoorPage>
  );
}

function withinFrame(frames: Frames, request: Request, frame: PageFrame, title: string, refusal: Refusal) {
  return frames.page(
    request,
    frame,
    title,
    <>
      <header class="head">
        <h1>{title}</h1>
      </header>
      <Words refusal={refusal} />
    </>,
  );
}

function Words({ refusal: { message, fields = {} } }: { refusal: Refusal }) {
  const wrong = Object.entries(fields);
  return (
    <>
      <p>{message}</p>
      {wrong.length > 0 && (
        <dl class="fields">
          {wrong.map(([field, what]) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        <a href="/admin">To the overview</a>
      </p>
    </>
  );
}

function answerTo(error: unknown, response: Response, logger: Logger): Refusal {
  const refusal = refusalOf(error);
  const { cause: err, status, code, headers } = refusal;
  if (err !== undefined && status >= 500) logger.error({ err, status }, 'a request failed');
  if (notedOf(response).refused === undefined) note(response, { refused: code });
  response.set({ ...headers, 'Cache-Control': 'no-store' });
  return refusal;
}
