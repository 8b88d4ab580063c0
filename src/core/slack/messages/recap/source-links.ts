import type { RichTextElement } from '@slack/types';
import type { MessageRef } from '../../../domain/transcript.ts';

const MOST_LINKS = 6;
/** Keeps a number on the line of the words that it belongs to. */
const NO_BREAK_SPACE = '\u00A0';

/** Numbered links to the messages that something rests on, at most a few; several lines of one message are one link. */
export function sourceLinks(
  sources: readonly MessageRef[],
  number: (source: MessageRef) => number,
  linkTo: (source: MessageRef) => string,
): RichTextElement[] {
  const messages = [...new Map(sources.map((source) => [source.ts, source])).values()];
  const links = messages
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .slice(0, MOST_LINKS)
    .flatMap((source) => [
      words(NO_BREAK_SPACE),
      { type: 'link', url: linkTo(source), text: `[${number(source)}]` } satisfies RichTextElement,
    ]);
  return messages.length > MOST_LINKS ? [...links, words(` +${messages.length - MOST_LINKS}`)] : links;
}

/** The same number for the same message, from 1 in the order of asking. */
export function numbering(): (source: MessageRef) => number {
  const numbers = new Map<string, number>();
  return ({ ts }) => {
    const known = numbers.get(ts) ?? numbers.size + 1;
    numbers.set(ts, known);
    return known;
  };
}

function words(text: string): RichTextElement {
  return { type: 'text', text };
}
