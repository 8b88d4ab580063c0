import { ERASED, ERASED_NAME } from '../domain/erasure.ts';
import type { Person } from '../domain/transcript.ts';

/**
 * A piece of Slack's mrkdwn text: plain words (escapes resolved) or one of the `<…>` entities.
 * See https://docs.slack.dev/messaging/formatting-message-text.
 */
export type MrkdwnPiece =
  | { kind: 'text'; text: string }
  | { kind: 'user'; id: string; label: string | null }
  | { kind: 'channel'; id: string; label: string | null }
  | { kind: 'ping'; name: string }
  | { kind: 'link'; url: string; label: string | null };

const ENTITY = /<([^<>]+)>/g;

/** Cuts mrkdwn into its pieces, in order. Any string is valid input; what is not an entity is text. */
export function parseMrkdwn(text: string): MrkdwnPiece[] {
  const pieces: MrkdwnPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(ENTITY)) {
    if (match.index > end) pieces.push({ kind: 'text', text: unescapeMrkdwn(text.slice(end, match.index)) });
    pieces.push(entity(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: unescapeMrkdwn(text.slice(end)) });
  return pieces;
}

function entity(inner: string): MrkdwnPiece {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  // Slack leaves the label of a channel empty where it leaves the name to the reader's client.
  const label = bar < 0 ? null : unescapeMrkdwn(inner.slice(bar + 1)) || null;
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { kind: 'user', id: target.slice(1), label };
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return special(target.slice(1), label);
  return { kind: 'link', url: unescapeMrkdwn(target), label };
}

/** `<!here>`, `<!subteam^S1|@team>` ping people; `<!date^…|…>` only shows its label. */
function special(command: string, label: string | null): MrkdwnPiece {
  const name = command.split('^')[0] ?? command;
  if (name === 'date') return { kind: 'text', text: label ?? '' };
  return { kind: 'ping', name: (label ?? name).replace(/^@/, '') };
}

/** The text as a person reads it: names instead of ids, labels instead of links, no escapes. */
export function readableText(text: string, people: ReadonlyMap<string, Person>): string {
  return parseMrkdwn(text)
    .map((piece) => readablePiece(piece, people))
    .join('');
}

function readablePiece(piece: MrkdwnPiece, people: ReadonlyMap<string, Person>): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'user':
      return `@${people.get(piece.id)?.name ?? piece.label ?? piece.id}`;
    case 'channel':
      return `#${piece.label ?? piece.id}`;
    case 'ping':
      return `@${piece.name}`;
    case 'link':
      return piece.label ?? piece.url;
  }
}

/** Slack's three escapes, so that text shows as it is and never as an entity. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A link with a label; characters that would end the link are taken out of both. */
export function mrkdwnLink(url: string, label: string): string {
  return `<${escapeMrkdwn(url).replaceAll('|', '%7C')}|${escapeMrkdwn(label).replaceAll('|', '¦')}>`;
}

/** As Slack mentions people; somebody whose data was deleted, as recaps do in place of their name. */
export function mentionOf(userId: string): string {
  return userId === ERASED ? ERASED_NAME : `<@${userId}>`;
}
