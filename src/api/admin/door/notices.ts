import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Notice } from '../resource.ts';
import type { Cookies } from './cookies.ts';
import type { Session } from './sessions.ts';
import type { Signer } from './signer.ts';

const KEEP_SECONDS = 60;
const LONGEST = 500;
const PURPOSE = 'notice';
const kept = z.object({ for: z.string(), kind: z.enum(['done', 'refused']), text: z.string() });

/** What an action said, from the answer to a form to the page that the browser is sent on to, where it is told once. */
export interface Notices {
  leave(response: Response, session: Session, notice: Notice): void;
  take(request: Request, response: Response, session: Session): Notice | null;
}

export function createNotices({ cookies, signer }: { cookies: Cookies; signer: Signer }): Notices {
  return {
    leave(response, session, { kind, text }) {
      const value = JSON.stringify({ for: session.id, kind, text: text.slice(0, LONGEST) });
      const signed = signer.sign(Buffer.from(value).toString('base64url'), PURPOSE);
      cookies.set(response, 'notice', signed, KEEP_SECONDS);
    },
    take(request, response, session) {
      const signed = cookies.read(request, 'notice');
      if (!signed) return null;
      cookies.clear(response, 'notice');
      const value = signer.verified(signed, PURPOSE);
      if (value === null) return null;
      const notice = kept.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString()));
      if (!notice.success || notice.data.for !== session.id) return null;
      return { kind: notice.data.kind, text: notice.data.text };
    },
  };
}
