import type { Recap, RecapPoint, Receipt, Removed } from '../../core/domain/recap.ts';
import type { Coverage, Transcript } from '../../core/domain/transcript.ts';
import { readableText } from '../../core/slack/mrkdwn.ts';

const BOLD = ['\u001B[1m', '\u001B[22m'] as const;
const DIM = ['\u001B[2m', '\u001B[22m'] as const;

type Style = (text: string) => string;
interface Printing {
  bold: Style;
  dim: Style;
  readable: Style;
  source: (point: RecapPoint) => string;
  name: (id: string) => string;
}

/** The recap as text for a terminal: every line with the messages it rests on, as `[3] Mara`. */
export function printRecap(
  recap: Recap,
  receipt: Receipt,
  coverage: Coverage,
  transcript: Transcript,
  { color }: { color: boolean },
): string {
  const printing = printingOf(transcript, color);
  const { bold, dim, readable, name } = printing;
  const sections = [
    [bold(readable(recap.headline))],
    section('Points', recap.points, () => '', printing),
    section('Decisions', recap.decisions, ({ by }) => (by === null ? '' : `by ${name(by)}`), printing),
    section(
      'Action items',
      recap.actionItems,
      ({ assignee, due }) =>
        [assignee === null ? 'nobody named' : name(assignee), due === null ? '' : `due ${due}`]
          .filter((part) => part !== '')
          .join(', '),
      printing,
    ),
    section(
      'Open questions',
      recap.openQuestions,
      ({ askedOf }) => (askedOf === null ? '' : `for ${name(askedOf)}`),
      printing,
    ),
    recap.tags.length === 0 ? [] : [`${bold('Tags')}  ${recap.tags.join(', ')}`],
    [dim(coverageLine(coverage)), dim(receiptLine(receipt))],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function printingOf(transcript: Transcript, color: boolean): Printing {
  const { people } = transcript;
  const byTs = new Map(transcript.messages.map((message) => [message.ts, message]));
  const name = (id: string) => people.get(id)?.name ?? id;
  return {
    bold: color ? (text) => `${BOLD[0]}${text}${BOLD[1]}` : (text) => text,
    dim: color ? (text) => `${DIM[0]}${text}${DIM[1]}` : (text) => text,
    readable: (text) => readableText(text, people),
    name,
    source: (point) =>
      point.sources
        .flatMap(({ ts }) => byTs.get(ts) ?? [])
        .map(({ number, author }) => `[${number}]${author === null ? '' : ` ${name(author)}`}`)
        .join(' '),
  };
}

function section<Item extends RecapPoint>(
  title: string,
  items: readonly Item[],
  remark: (item: Item) => string,
  { bold, dim, readable, source }: Printing,
): string[] {
  if (items.length === 0) return [];
  return [
    bold(title),
    ...items.map((item) => {
      const note = remark(item);
      return `  - ${readable(item.text)}${note === '' ? '' : ` (${note})`} ${dim(source(item))}`.trimEnd();
    }),
  ];
}

function coverageLine({ found, read, leftOut, partial }: Coverage): string {
  const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason.replace('_', ' ')}`);
  const rest = reasons.length === 0 ? '' : `, left out: ${reasons.join(', ')}`;
  return `Read ${read} of ${found}${partial ? ' or more' : ''} messages${rest}.`;
}

function receiptLine({ engine, model, tokens, costUsd, stages, removed }: Receipt): string {
  const by = engine === 'builtin' ? 'Made by the builtin engine, without a model' : `Made by ${engine}`;
  const took = Object.values(stages).reduce((sum, milliseconds) => sum + milliseconds, 0);
  const parts = [
    model === null ? by : `${by} (${model})`,
    tokens.input + tokens.output === 0 ? '' : `${tokens.input} tokens in, ${tokens.output} out`,
    costUsd === null || costUsd === 0 ? '' : `$${costUsd.toFixed(4)}`,
    `${Math.round(took)} ms`,
    removedPart(removed),
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

function removedPart(removed: Removed): string {
  const counts = Object.entries(removed).filter(([, count]) => count > 0);
  return counts.length === 0
    ? ''
    : `taken out: ${counts.map(([what, count]) => `${count} ${what}`).join(', ')}`;
}

/** The recap with its coverage and receipt as indented JSON, sources as message timestamps. */
export function recapAsJson(recap: Recap, receipt: Receipt, coverage: Coverage): string {
  return `${JSON.stringify({ recap, coverage, receipt }, null, 2)}\n`;
}
