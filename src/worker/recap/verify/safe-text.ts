import type { Removed } from '../../../core/domain/recap.ts';
import type { Transcript } from '../../../core/domain/transcript.ts';
import { type MrkdwnPiece, mentionOf, parseMrkdwn } from '../../../core/slack/mrkdwn.ts';
import { shorten } from './limits.ts';
import { hasLink, replaceLinks } from './links.ts';
import { labelled, onOneLine, unescaped, visible, withoutMarkdown } from './plain-text.ts';

const LINK_REMOVED = '[link removed]';
const UNKNOWN_PERSON = 'someone';
const MAX_PASSES = 4;
/** How many times the limit is looked at; what lies beyond cannot be shown anyway. */
const READ_AHEAD = 10;

const BARE_PING = /[@＠﹫]+(?=(?:channel|here|everyone|group)(?![a-z0-9_]))/giu;
const ENTITY_START = /<@([UW][A-Z0-9]+)>|<+(?=[!@#])/g;

export interface TextScope {
  transcript: Pick<Transcript, 'people' | 'channel'>;
  /** Links that the text may hold, from `linksOfMessages`. */
  links: ReadonlySet<string>;
  /** Longest text in UTF-16 units. */
  limit: number;
  /** Counts what is taken out. */
  removed: Removed;
}

/**
 * An engine's text as plain words on one line, in which only `<@U…>` of people of the transcript means anything: no
 * ping, no link but `links`, nothing invisible. Cleaning can uncover what was hidden inside something else, so it is
 * repeated until nothing changes.
 */
export function safeText(raw: string, scope: TextScope): string {
  let text = cleanOnce(raw.slice(0, READ_AHEAD * scope.limit), scope);
  for (let pass = 1; pass < MAX_PASSES; pass += 1) {
    const cleaner = cleanOnce(text, scope);
    if (cleaner === text) return text;
    text = cleaner;
  }
  return text.replace(/[<>@＠﹫]/g, '');
}

function cleanOnce(raw: string, scope: TextScope): string {
  const words = withoutMarkdown(unescaped(visible(raw)));
  const named = withoutEntities(words, scope);
  const linked = withoutForeignLinks(named, scope);
  const text = onOneLine(withoutPings(linked, scope));
  const short = shorten(text, scope.limit);
  if (short !== text) scope.removed.shortened += 1;
  return short;
}

/** Slack's `<…>` entities as words, except mentions of people of the transcript. */
function withoutEntities(text: string, scope: TextScope): string {
  return parseMrkdwn(text)
    .map((piece) => plainPiece(piece, scope))
    .join('');
}

function plainPiece(piece: MrkdwnPiece, { transcript, removed }: TextScope): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'user':
      if (transcript.people.has(piece.id)) return mentionOf(piece.id);
      removed.people += 1;
      return UNKNOWN_PERSON;
    case 'channel':
      return `#${channelName(piece, transcript.channel)}`;
    case 'ping':
      removed.pings += 1;
      return piece.name;
    case 'link':
      return plainLink(piece);
  }
}

function channelName(piece: { id: string; label: string | null }, own: Transcript['channel']): string {
  return piece.id === own.id ? own.name : piece.label || piece.id;
}

/** What stands in angle brackets is a link for Slack only where it starts with a scheme; else it is `Map<string>`. */
function plainLink({ url, label }: { url: string; label: string | null }): string {
  const isLink = /^[a-z][a-z0-9+.-]*:\S/i.test(url);
  if (isLink) return labelled(url, label ?? '');
  return label === null ? `<${url}>` : `<${url}|${label}>`;
}

function withoutForeignLinks(text: string, { links, removed }: TextScope): string {
  const isAllowed = (url: string) => hasLink(links, url);
  const safe = replaceLinks(text, isAllowed, () => {
    removed.links += 1;
    return LINK_REMOVED;
  });
  return safe.replaceAll(`(${LINK_REMOVED})`, LINK_REMOVED);
}

/** Takes the sign off what would ping, and opens no entity but a known mention. */
function withoutPings(text: string, { transcript, removed }: TextScope): string {
  const unpinged = text.replace(BARE_PING, () => {
    removed.pings += 1;
    return '';
  });
  return unpinged.replace(ENTITY_START, (found, id: string | undefined) =>
    id !== undefined && transcript.people.has(id) ? found : '',
  );
}
