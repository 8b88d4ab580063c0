const LETTERS_A_TOKEN = 3.5;
const TOKENS_A_SIGN = 0.9;
const LEARNING_RATE = 0.3;
const SMALLEST_FACTOR = 0.5;
const LARGEST_FACTOR = 3;

/** Estimates tokens, and gets better at it with every call whose true count is told. */
export interface TokenEstimator {
  estimate(modelId: string, text: string): number;
  learn(modelId: string, text: string, actualTokens: number): void;
}

export function createTokenEstimator(): TokenEstimator {
  const factors = new Map<string, number>();
  const factorOf = (modelId: string) => factors.get(modelId) ?? 1;
  return {
    estimate: (modelId, text) => Math.ceil(roughTokens(text) * factorOf(modelId)),
    learn(modelId, text, actualTokens) {
      const rough = roughTokens(text);
      if (rough === 0 || actualTokens === 0) return;
      const seen = Math.min(LARGEST_FACTOR, Math.max(SMALLEST_FACTOR, actualTokens / rough));
      factors.set(modelId, factorOf(modelId) + LEARNING_RATE * (seen - factorOf(modelId)));
    },
  };
}

/** The estimate before anything is learned: Latin letters share a token, signs of other scripts mostly take one each. */
export function roughTokens(text: string): number {
  const others = text.match(/[^\p{Script=Latin}\p{Script=Common}]/gu)?.length ?? 0;
  return (text.length - others) / LETTERS_A_TOKEN + others * TOKENS_A_SIGN;
}
