import type { PageAnswer } from '../http/page.ts';

/** One sentence in place of a page. */
export function plainAnswer(status: number, sentence: string): PageAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${sentence}\n` };
}
