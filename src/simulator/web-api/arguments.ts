import { invalidArguments, Refusal } from './refusal.ts';

/** The arguments of one call, whether they came as a form (all strings) or as JSON. */
export interface Arguments {
  readonly raw: Readonly<Record<string, unknown>>;
  /** Undefined where the argument is missing or empty. */
  text(name: string): string | undefined;
  required(name: string): string;
  flag(name: string): boolean;
  /** Rows asked for; refuses what is not a whole number from 1 to `max`. */
  limit(standard: number, max: number): number;
  /** A structured argument, which a form carries as JSON text; refuses with `error` what does not parse. */
  structure(name: string, error: string): unknown;
}

export function createArguments(raw: Readonly<Record<string, unknown>>): Arguments {
  function text(name: string): string | undefined {
    const value = raw[name];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  return {
    raw,
    text,
    required(name) {
      const value = text(name);
      if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
      return value;
    },
    flag: (name) => ['true', '1'].includes(text(name) ?? ''),
    limit(standard, max) {
      const given = text('limit');
      if (given === undefined) return standard;
      const limit = Number(given);
      if (!Number.isInteger(limit) || limit < 1 || limit > max) throw new Refusal('invalid_limit');
      return limit;
    },
    structure(name, error) {
      const value = raw[name];
      if (value === undefined || value === '') return undefined;
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value);
      } catch {
        throw new Refusal(error);
      }
    },
  };
}
