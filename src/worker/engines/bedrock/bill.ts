import { NO_TOKENS, type TokenUsage } from '../../../core/domain/recap.ts';
import { costOf, type ModelPrice } from './prices.ts';

/** Adds up what the calls of one recap took. */
export interface Bill {
  /** Returns what this call cost in US dollars; null where its price is not known. */
  add(modelId: string, usage: TokenUsage): number | null;
  tokens(): TokenUsage;
  /** US dollars; null where the price of one of the calls is not known. */
  costUsd(): number | null;
}

export function createBill(prices: readonly ModelPrice[] = []): Bill {
  let tokens = NO_TOKENS;
  let costUsd: number | null = 0;
  return {
    add(modelId, usage) {
      tokens = {
        input: tokens.input + usage.input,
        output: tokens.output + usage.output,
        cacheRead: tokens.cacheRead + usage.cacheRead,
        cacheWrite: tokens.cacheWrite + usage.cacheWrite,
      };
      const cost = costOf(modelId, usage, prices);
      costUsd = costUsd === null || cost === null ? null : costUsd + cost;
      return cost;
    },
    tokens: () => tokens,
    costUsd: () => costUsd,
  };
}
