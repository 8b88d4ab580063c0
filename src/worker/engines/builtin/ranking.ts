import type { Dialogue } from './dialogue.ts';
import { startingWith } from './patterns.ts';
import { isQuestion, type Sentence } from './sentences.ts';

export interface RankedSentence {
  sentence: Sentence;
  /** How much it says about the whole, for being a point. */
  score: number;
  /** How well it reads by itself, whatever the rest says. */
  informative: number;
  /** Weight by term, of length 1. */
  vector: ReadonlyMap<string, number>;
}

const DAMPING = 0.85;
const ROUNDS = 15;
/** A sentence is only compared with the latest that share a term with it, which keeps long transcripts linear. */
const LATEST_SHARING_A_TERM = 25;

/** Every sentence with how much it says about the conversation: central in words, and weighed by how people took it. */
export function rankSentences(dialogue: Dialogue): RankedSentence[] {
  const sentences = dialogue.messages.flatMap((message) => message.sentences);
  const vectors = vectorsOf(sentences);
  const centrality = centralityOf(vectors);
  return sentences.map((sentence, i) => {
    const informative = readability(sentence);
    const score = (0.4 + (centrality[i] ?? 0)) * informative * weightInChat(sentence, dialogue);
    return { sentence, vector: vectors[i] ?? new Map(), score, informative };
  });
}

function vectorsOf(sentences: readonly Sentence[]): Map<string, number>[] {
  const frequency = new Map<string, number>();
  for (const sentence of sentences) {
    for (const term of new Set(sentence.terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  return sentences.map((sentence) => {
    const vector = new Map<string, number>();
    for (const term of sentence.terms) {
      const rarity = Math.log(1 + sentences.length / (frequency.get(term) ?? 1));
      vector.set(term, (vector.get(term) ?? 0) + rarity);
    }
    return unit(vector);
  });
}

function unit(vector: Map<string, number>): Map<string, number> {
  const length = Math.hypot(...vector.values()) || 1;
  return new Map([...vector].map(([term, weight]) => [term, weight / length]));
}

/** PageRank over the sentences, with shared words as links; 1 is the average. */
function centralityOf(vectors: readonly Map<string, number>[]): number[] {
  const links = linksOf(vectors);
  const strength = links.map((others) => [...others.values()].reduce((sum, weight) => sum + weight, 0));
  let scores = vectors.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    scores = links.map((others) => {
      let received = 0;
      for (const [other, weight] of others) {
        received += ((scores[other] ?? 0) * weight) / (strength[other] || 1);
      }
      return 1 - DAMPING + DAMPING * received;
    });
  }
  return scores;
}

function linksOf(vectors: readonly Map<string, number>[]): Map<number, number>[] {
  const links = vectors.map(() => new Map<number, number>());
  const holders = new Map<string, number[]>();
  vectors.forEach((vector, i) => {
    for (const [term, weight] of vector) {
      const earlier = holders.get(term) ?? [];
      for (const j of earlier.slice(-LATEST_SHARING_A_TERM)) {
        const shared = weight * (vectors[j]?.get(term) ?? 0);
        links[i]?.set(j, (links[i]?.get(j) ?? 0) + shared);
        links[j]?.set(i, (links[j]?.get(i) ?? 0) + shared);
      }
      earlier.push(i);
      holders.set(term, earlier);
    }
  });
  return links;
}

/** How its message was taken: approved of, thanked for, replied to, or opening the conversation. */
function weightInChat(sentence: Sentence, dialogue: Dialogue): number {
  const message = dialogue.byNumber.get(sentence.number);
  if (message === undefined) return 0;
  const endorsements = message.approvals + message.thanks * 2;
  const opens = message.repliesTo === null && sentence.position === 0;
  return (
    (1 + 0.2 * Math.min(endorsements, 6)) *
    (1 + 0.1 * Math.min(message.replies.length, 5)) *
    (opens ? 1.3 : 1) *
    (isQuestion(sentence) ? 0.5 : 1)
  );
}

/** Starts that only make sense after what was said before. */
const LEANS_BACK = startingWith(
  'it|that|this|these|those|he|she|they|them|which|because|so|but|and|or|if so|however|then',
  'also|like|yes|no|even|for example|for instance|to be fair|or more|especially|otherwise',
  'instead',
);

function readability({ normal, text, terms }: Sentence): number {
  return (
    lengthWeight(terms.length) *
    (LEANS_BACK.test(normal) ? 0.6 : 1) *
    (/[:(]$/.test(text) ? 0.4 : 1) *
    (isCode(text) ? 0.1 : 1)
  );
}

/** Sentences of two words say too little, and those of forty are pasted rather than said. */
function lengthWeight(terms: number): number {
  if (terms < 2) return 0.05;
  if (terms < 4) return 0.7;
  return terms > 25 ? 0.5 : 1;
}

/** Code that stands outside of a code block shows by its brackets. */
export function isCode(text: string): boolean {
  const symbols = text.match(/[()[\]{}<>=#;|\\/*_$%^~]/g) ?? [];
  return symbols.length > 4 && symbols.length > text.length / 14;
}

export function similarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}
