import type { TranscriptMessage } from './transcript.ts';

/** So many words in a row are somebody's, and no chance. */
const WORDS_IN_A_ROW = 4;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The messages whose words a headline uses: those that have several of its words in a row. A headline cites nothing, and still has to
 * give way when the message that it quotes is deleted or edited.
 */
export function headlineSources(
  headline: string,
  messages: readonly Pick<TranscriptMessage, 'ts' | 'text'>[],
): string[] {
  const words = wordsOf(headline);
  const runLength = Math.min(WORDS_IN_A_ROW, words.length);
  if (runLength < 2) return [];
  const runs = words
    .slice(0, words.length - runLength + 1)
    .map((_, start) => ` ${words.slice(start, start + runLength).join(' ')} `);
  return messages.flatMap(({ ts, text }) => {
    const said = ` ${wordsOf(text).join(' ')} `;
    return runs.some((run) => said.includes(run)) ? [ts] : [];
  });
}

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) =>
    isWordLike ? [segment] : [],
  );
}
