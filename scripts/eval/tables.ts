import type { CompactnessScore } from './compactness.ts';
import type { SummaryScore } from './dialogues.ts';
import { type FindingScore, precision, recall, type Tally } from './findings.ts';

export interface FindingRow extends FindingScore {
  system: string;
  conversations: string;
}

/** Rows of text as a Markdown table; every column but the first is set flush right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

export function summaryTable(scores: readonly SummaryScore[]): string {
  return table(
    ['system', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L', 'words'],
    scores.map(({ system, rouge1, rouge2, rougeL, words }) => [
      system,
      percent(rouge1),
      percent(rouge2),
      percent(rougeL),
      words.toFixed(0),
    ]),
  );
}

export function findingTable(rows: readonly FindingRow[]): string {
  return table(
    [
      'system',
      'conversations',
      'decisions P / R',
      'action items P / R',
      'assignee',
      'due date',
      'open questions P / R',
      'points with a right source',
      'unsupported claims',
    ],
    rows.map((row) => [
      row.system,
      row.conversations,
      both(row.decisions),
      both(row.actionItems),
      share(row.assignees),
      share(row.dueDates),
      both(row.openQuestions),
      share(row.supported),
      String(row.unsupported),
    ]),
  );
}

export function compactnessTable(scores: readonly CompactnessScore[]): string {
  return table(
    ['conversations', 'messages', 'prompt lines: tokens a message', '`Name: text`: tokens a message'],
    scores.map(({ conversations, messages, prompt, naive }) => [
      conversations,
      String(messages),
      prompt.toFixed(1),
      naive.toFixed(1),
    ]),
  );
}

function both(tally: Tally): string {
  return `${precision(tally).toFixed(2)} / ${recall(tally).toFixed(2)}`;
}

function share({ right, of }: { right: number; of: number }): string {
  return `${right} of ${of}`;
}

function percent(value: number): string {
  return (value * 100).toFixed(2);
}

/** Puts `content` between the two comments `eval:NAME` and `/eval:NAME` of a document; throws where they are missing. */
export function replaceBetweenMarkers(document: string, name: string, content: string): string {
  const [open, close] = [`<!-- eval:${name} -->`, `<!-- /eval:${name} -->`];
  const [start, end] = [document.indexOf(open), document.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`the document holds no markers for ${name}`);
  return `${document.slice(0, start + open.length)}\n${content}\n${document.slice(end)}`;
}
