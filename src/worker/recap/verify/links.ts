import { parseMrkdwn } from '../../../core/slack/mrkdwn.ts';

const WITH_SCHEME =
  /[a-z][a-z0-9+.-]{1,30}:\/\/[^\s<>|]+|(?<![\p{L}\p{N}])(?:mailto:|tel:|javascript:|vbscript:|data:\w+\/)[^\s<>|]+/giu;

const MAYBE_HOST = /[\p{L}\p{N}._%+-]+/gu;
const BEFORE_HOST = /[\p{L}\p{N}._%+-]+@$/u;
const AFTER_HOST = /(?::\d+)?(?:[/?#][^\s<>|]*)?/y;

/**
 * Endings that make `name.ending` a link for Slack or for a reader. Two letters count as a country, except where they
 * are far more likely the ending of a file.
 */
const DOMAIN = new RegExp(
  '[\\p{L}\\p{N}]\\.(?:com|net|org|info|biz|app|dev|xyz|top|site|online|shop|club|link|click|live|news|zip|mov|cloud|page|pro|' +
    'tech|store|space|website|today|world|life|work|blog|wiki|gov|edu|mil|int|example|test|' +
    '(?!js|ts|cs|go|hs|rb|vb|kt|cc|mk|db|ex|gz|xz|ps|vm)[a-z]{2})$',
  'iu',
);

const AFTER_LINK = /[\s.,;:!?'"*_~`)\]}»”’…-]+$/u;

export interface FoundLink {
  url: string;
  index: number;
}

/** Every link in a plain text, in order, without the punctuation around it. */
export function linksIn(text: string): FoundLink[] {
  const links = Array.from(text.matchAll(WITH_SCHEME), ({ 0: url, index }) => ({
    url: withoutTail(url),
    index,
  }));
  const rest = links.reduce(
    (left, { url, index }) => left.slice(0, index) + ' '.repeat(url.length) + left.slice(index + url.length),
    text,
  );
  return [...links, ...bareLinksIn(rest)].sort((one, other) => one.index - other.index);
}

/** `host`, `host/path` and `name@host`, which Slack and readers take for links too. */
function bareLinksIn(text: string): FoundLink[] {
  const links: FoundLink[] = [];
  let end = 0;
  for (const match of text.matchAll(MAYBE_HOST)) {
    const host = match[0].replace(/^[._%+-]+/, '');
    const hostStart = match.index + match[0].length - host.length;
    if (hostStart < end || !DOMAIN.test(host.replace(/[._%+-]+$/, ''))) continue;
    const name = BEFORE_HOST.exec(text.slice(end, hostStart))?.[0] ?? '';
    AFTER_HOST.lastIndex = hostStart + host.length;
    const url = withoutTail(name + host + (AFTER_HOST.exec(text)?.[0] ?? ''));
    links.push({ url, index: hostStart - name.length });
    end = hostStart - name.length + url.length;
  }
  return links;
}

/** A closing bracket belongs to the link where the link opened it. */
function withoutTail(url: string): string {
  const bare = url.replace(AFTER_LINK, '');
  const opens = bare.split('(').length;
  const closes = bare.split(')').length;
  return url[bare.length] === ')' && opens > closes ? `${bare})` : bare;
}

/** Replaces each link for which `isAllowed` is false by what `replacement` gives for it. */
export function replaceLinks(
  text: string,
  isAllowed: (url: string) => boolean,
  replacement: () => string,
): string {
  let safe = '';
  let end = 0;
  for (const { url, index } of linksIn(text)) {
    safe += text.slice(end, index) + (isAllowed(url) ? url : replacement());
    end = index + url.length;
  }
  return safe + text.slice(end);
}

/** The links that stand in Slack messages, in the form in which `hasLink` looks them up. */
export function linksOfMessages(messages: readonly { text: string }[]): ReadonlySet<string> {
  const links = new Set<string>();
  for (const { text } of messages) {
    for (const piece of parseMrkdwn(text)) {
      if (piece.kind === 'text') addLinks(links, piece.text);
      if (piece.kind !== 'link') continue;
      add(links, piece.url);
      addLinks(links, piece.label ?? '');
    }
  }
  return links;
}

function addLinks(links: Set<string>, text: string): void {
  for (const { url } of linksIn(text)) add(links, url);
}

/** A link makes its host known too: who may write `https://example.com/a` may write `example.com`. */
function add(links: Set<string>, url: string): void {
  const link = canonical(url);
  links.add(link);
  links.add(link.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/[/?#].*$/s, ''));
}

export function hasLink(links: ReadonlySet<string>, url: string): boolean {
  return links.has(canonical(url));
}

/** Scheme and host do not care about case, and a slash at the end changes nothing. */
function canonical(url: string): string {
  const link = withoutTail(url).replace(/^mailto:/i, '');
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(link)?.[0] ?? '';
  return (host.toLowerCase() + link.slice(host.length)).replace(/\/+$/, '');
}
