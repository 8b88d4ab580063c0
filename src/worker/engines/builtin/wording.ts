import type { Person } from '../../../core/domain/transcript.ts';
import { HOST_WORD } from './patterns.ts';

const MAX_LINE = 200;
const GREETING =
  /^(?:(?:hi|hey|hello|hiya|yo|morning|good (?:morning|evening|afternoon)|so|well|ok|okay|oh|ah|hmm+|um+|btw|anyway|also|and|but|yeah|yes|alright|all right|right|great|cool|so{2,}|huh|wow|whoa|qq|dear|fwiw|afaik|iirc|imo|imho|(?:a )?(?:quick|little|small|silly|dumb|stupid|random) question|fyi|out of curiosity|thank(?:s| you)(?: so much| a lot)?(?=\s*[,.!–-]+\s+\S))\b(?:\s+(?:all|everyone|folks|team|there|guys))?[\s,.!:-]+)+/i;
/** `@U1: …` or `@U1 You can …`: whom it is said to goes without saying in a recap. */
const CALLED = /^@[UW][A-Z0-9]+(?:\s*[,:–-]+\s+|\s+(?=\p{Lu}))/u;
const LOOSE_START = /^(?:[\s.,;:!?)\]…–-]+|\((?![^()]*\)))+/;
const HOST_ASIDE = new RegExp(`\\s*\\((?:see |cf\\.? |as per )?${HOST_WORD}\\)`, 'giu');
const HOST_AT_END = new RegExp(`\\s*[:–-]\\s+${HOST_WORD}\\W*$`, 'iu');
/** What a date leaves behind that was taken out at the end, as in “the release day and [the week after]”. */
const DANGLING = /(?:\s+(?:and|or|but|nor))+$/i;
const TRAILING_NOISE =
  /(?:\s*(?:\b(?:lol|haha+|thx|thanks(?: in advance)?|thank you|cheers|please|though|then|of course|for sure|btw)\b|[:;]-?[)(DPp]|\^\^))[\s.!,]*$/i;

/** A sentence as a line of a recap: greetings and trailing noise gone, at most 200 characters, people as `<@U…>`. */
export function recapLine(text: string, people: ReadonlyMap<string, Person>, max = MAX_LINE): string {
  const said = withoutHosts(text)
    .replace(CALLED, '')
    .replace(GREETING, '')
    .replace(CALLED, '')
    .replace(LOOSE_START, '');
  const line = capitalized(
    said
      .replace(TRAILING_NOISE, '')
      .replace(/\s+(?=[?!]+$)/, '')
      .replace(/[\s,;–-]+$/, '')
      .replace(DANGLING, ''),
  );
  return withMentions(cutAtWord(line, max), people);
}

/** At most `max` characters, cut between words and never within a `<@U…>`, with an ellipsis for what is missing. */
export function cutAtWord(text: string, max: number): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  const head = characters.slice(0, max - 1).join('');
  const lastSpace = head.lastIndexOf(' ');
  const atWord = lastSpace > head.length / 2 ? head.slice(0, lastSpace) : head;
  return `${atWord.replace(/<[^<>]*$/, '').replace(/[\s,;:.–-]+$/u, '')}…`;
}

/** A clause may end here. */
const CLAUSE_END =
  /[,;:–—](?=\s)|\s(?=\(|- |(?:but|because|since|which|while|although|whereas|so that|and (?:i|we|it|you|then)|if|when)\s)/giu;
/** A clause of less than this part of the room is given up for a cut between words. */
const SHORTEST_CLAUSE = 0.5;

/** At most `max` characters: a whole clause where one ends in time, else cut between words. */
export function clauseOf(text: string, max: number): string {
  if ([...text].length <= max) return text;
  const ends = [...text.matchAll(CLAUSE_END)].map(({ index }) => index);
  const end = ends.findLast((at) => at >= SHORTEST_CLAUSE * max && at < max);
  return end === undefined ? cutAtWord(text, max) : `${text.slice(0, end).replace(/[\s,;:–-]+$/u, '')}…`;
}

/** `The manual (docs.example.org) says`: what is left of a link beside the words for it says nothing more. */
function withoutHosts(text: string): string {
  const bare = text.replace(HOST_ASIDE, '').replace(HOST_AT_END, '').trim();
  return bare === '' ? text : bare;
}

function capitalized(text: string): string {
  return text.replace(/^\p{Ll}(?=[\p{L}']*(?:[\s,!?;:]|\.(?:\s|$)|$))/u, (letter) => letter.toUpperCase());
}

function withMentions(text: string, people: ReadonlyMap<string, Person>): string {
  return text.replace(/@([UW][A-Z0-9]+)\b/g, (written, id: string) =>
    people.has(id) ? `<@${id}>` : written,
  );
}
