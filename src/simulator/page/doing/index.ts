import type { PageAnswer, PageRequest } from '../../http/page.ts';
import { html } from '../html.ts';
import { plainAnswer } from '../plain-answer.ts';
import type { Playground } from '../playground.ts';
import { isColleague, type Viewing } from '../viewing.ts';
import { useGlobalShortcut, useMessageShortcut } from './calling.ts';
import { clickInMessage } from './clicking.ts';
import { BadForm, type Deed, fieldOf, type Outcome } from './deed.ts';
import { useView } from './filling-in.ts';
import { foreignness } from './same-origin.ts';
import { edit, react, remove, say, unreact } from './speaking.ts';

/** Modals hold up to 100 fields of 3,000 characters; nobody fills in that much. */
const LONGEST_FORM_BYTES = 512 * 1024;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;

const DEEDS = new Map<string, Deed>([
  ['/do/click', clickInMessage],
  ['/do/edit', edit],
  ['/do/global', useGlobalShortcut],
  ['/do/react', react],
  ['/do/remove', remove],
  ['/do/say', say],
  ['/do/shortcut', useMessageShortcut],
  ['/do/unreact', unreact],
  ['/do/view', useView],
]);

/** Does what a form asks for, and leads back to the page it was sent from. */
export async function carryOut(request: PageRequest, playground: Playground): Promise<PageAnswer> {
  const foreign = foreignness(request.headers);
  if (foreign !== undefined) return plainAnswer(403, foreign);
  const deed = DEEDS.get(request.path);
  if (deed === undefined) return plainAnswer(404, 'There is nothing to do at this address.');
  if (!FORM_TYPE.test(request.headers['content-type'] ?? '')) return plainAnswer(400, 'This is no form.');
  const body = await request.read(LONGEST_FORM_BYTES);
  if (body === undefined) return plainAnswer(413, 'That is more than fits into a form.');
  try {
    return await carriedOut(deed, new URLSearchParams(body), playground);
  } catch (error) {
    if (error instanceof BadForm) return plainAnswer(400, error.message);
    throw error;
  }
}

async function carriedOut(deed: Deed, form: URLSearchParams, playground: Playground): Promise<PageAnswer> {
  const { world, app, notices } = playground;
  const here = ownAddress(fieldOf(form, 'back'));
  const viewer = world.person(fieldOf(form, 'as'));
  if (viewer === undefined || !isColleague(viewer)) return plainAnswer(404, 'There is no such person.');
  const viewing: Viewing = { world, app, viewer, here, editing: undefined };
  const actor = playground.as(viewer.id);
  const outcome = await deed({ form, viewing, actor, playground }).catch((error) => failure(error, form));
  const { notice, unsent, anchor, to } = outcome;
  if (to !== undefined && !to.startsWith('/')) return leavingAnswer(to);
  const word =
    notice === undefined
      ? ''
      : `${here.includes('?') ? '&' : '?'}notice=${notices.add({ sentence: notice, unsent })}`;
  return redirect(to ?? `${here}${word}${anchor === undefined ? '' : `#${anchor}`}`);
}

/** What a person could not do is told in a sentence; a form that makes no sense is not what people send. */
function failure(error: unknown, form: URLSearchParams): Outcome {
  if (error instanceof BadForm) throw error;
  const isToldInWords = error instanceof Error && error.name === 'Error';
  const notice = isToldInWords ? `That did not work: ${error.message}.` : 'That did not work.';
  return { notice, unsent: form.get('text') ?? '' };
}

/** An address of this page, to go back to; throws BadForm for any other. */
function ownAddress(address: string): string {
  const base = 'http://simulator';
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (url === undefined || url.origin !== base || url.pathname.startsWith('//')) {
    throw new BadForm('The form does not come from this page.');
  }
  for (const passing of ['notice', 'edit']) url.searchParams.delete(passing);
  return `${url.pathname}${url.search}`;
}

function redirect(location: string): PageAnswer {
  return { status: 303, contentType: 'text/plain; charset=utf-8', body: '', location };
}

/** Browsers do not follow a form out of the page that sent it; a page between is allowed to lead on. */
function leavingAnswer(address: string): PageAnswer {
  const page = html`<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}">
    <title>Leaving the workspace</title></head><body><p>This leads to <a href="${address}" rel="noreferrer noopener">${address}</a>.</p></body></html>`;
  return { status: 200, contentType: 'text/html; charset=utf-8', body: `<!doctype html>${page}` };
}
