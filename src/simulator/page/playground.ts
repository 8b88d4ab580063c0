import type { PageDeps } from '../http/page.ts';
import type { Drafts } from './drafts.ts';
import type { Notices } from './notices.ts';
import type { Unread } from './unread.ts';

/** What the page shows, what people act through, and what it keeps between two requests. */
export interface Playground extends PageDeps {
  drafts: Drafts;
  notices: Notices;
  unread: Unread;
}
