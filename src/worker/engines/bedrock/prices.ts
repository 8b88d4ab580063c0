import type { CalendarDate, TokenUsage } from '../../../core/domain/recap.ts';

/** US dollars for a million tokens. */
interface TokenPrices {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

export interface ModelPrice {
  /** Found in a model id or inference profile id; the first price that is found counts. */
  model: string;
  /** The day on which it was looked up, where that is another one than that of the list here. */
  asOf?: CalendarDate;
  /** In a region or a geography (`us.`, `eu.`, …). */
  regional: TokenPrices;
  /** Through a `global.` profile; the regional price where there is no other. */
  global?: TokenPrices;
  /** Holds for the whole call once its prompt has more than `over` tokens. */
  long?: { over: number; regional: TokenPrices; global: TokenPrices };
}

/** Cached input: reading costs a tenth of input, writing a quarter more, unless a model's list price says otherwise. */
export function cachePrices(input: number): Pick<TokenPrices, 'cacheRead' | 'cacheWrite'> {
  return { cacheRead: input / 10, cacheWrite: input * 1.25 };
}

function prices(input: number, output: number, ownCache: Partial<TokenPrices> = {}): TokenPrices {
  return { input, output, ...cachePrices(input), ...ownCache };
}

/** On-demand list prices, as read on 2026-11-22. Operators put their own before them. */
const PRICES: readonly ModelPrice[] = [
  {
    model: 'claude-haiku-5-5',
    regional: prices(0.11, 0.55),
    global: prices(0.1, 0.5),
    long: { over: 100_000, regional: prices(0.55, 2.75), global: prices(0.5, 2.5) },
  },
  { model: 'claude-haiku-4-5', regional: prices(1.1, 5.5), global: prices(1, 5) },
  { model: 'claude-sonnet-5', regional: prices(2.2, 11), global: prices(2, 10) },
  {
    model: 'claude-opus-5-5',
    regional: prices(4.4, 22, { cacheRead: 0.22 }),
    global: prices(4, 20, { cacheRead: 0.2 }),
  },
  { model: 'claude-opus-5', regional: prices(5.5, 27.5), global: prices(5, 25) },
  { model: 'claude-opus-4-', regional: prices(5.5, 27.5), global: prices(5, 25) },
  { model: 'claude-fable-5-1', regional: prices(11, 55), global: prices(10, 50) },
  { model: 'claude-sonnet-4-6', regional: prices(3.3, 16.5), global: prices(3, 15) },
  { model: 'nova-2-lite', regional: prices(0.33, 2.75) },
  { model: 'nova-micro', regional: prices(0.035, 0.14) },
  { model: 'nova-lite', regional: prices(0.06, 0.24) },
  { model: 'nova-pro', regional: prices(0.8, 3.2) },
  { model: 'gpt-oss-120b', regional: prices(0.15, 0.6) },
];

/** What one call cost in US dollars; null where the model's price is not known. `overrides` are looked at first. */
export function costOf(
  modelId: string,
  usage: TokenUsage,
  overrides: readonly ModelPrice[] = [],
): number | null {
  const price = [...overrides, ...PRICES].find(({ model }) => modelId.includes(model));
  if (price === undefined) return null;
  const rates = ratesOf(price, modelId, usage);
  const micros =
    usage.input * rates.input +
    usage.output * rates.output +
    usage.cacheRead * rates.cacheRead +
    usage.cacheWrite * rates.cacheWrite;
  return micros / 1_000_000;
}

function ratesOf({ regional, global, long }: ModelPrice, modelId: string, usage: TokenUsage): TokenPrices {
  const isGlobal = /(?:^|\/)global\./.test(modelId);
  const promptTokens = usage.input + usage.cacheRead + usage.cacheWrite;
  if (long !== undefined && promptTokens > long.over) return isGlobal ? long.global : long.regional;
  return isGlobal ? (global ?? regional) : regional;
}
