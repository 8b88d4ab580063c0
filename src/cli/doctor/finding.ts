/** Mended by nobody, worth a look, in the way of Recall's work, or not looked at. */
export type FindingState = 'ok' | 'warn' | 'broken' | 'skipped';

/** One line of what was looked at. Nothing secret stands in it. */
export interface Finding {
  /** What was looked at, in a few words. */
  what: string;
  state: FindingState;
  /** What is there. */
  found: string;
  /** What to do about it, in plain words; where there is something to do. */
  fix?: string;
  /** What `recall start` does about it: by default it stops for what is broken, and tells warnings. */
  atStart?: 'stop' | 'tell' | 'ignore';
}

/** Something to look at. It may throw: that is told as broken. */
export interface Check {
  what: string;
  /** How long it may take, in milliseconds. */
  limitMs?: number;
  look(signal: AbortSignal): Promise<Finding | readonly Finding[]>;
}

type Told = Omit<Finding, 'what' | 'state' | 'found'>;

/** The findings of one name. */
export function about(what: string) {
  const of =
    (state: FindingState) =>
    (found: string, told: Told = {}): Finding => ({ what, state, found, ...told });
  return { ok: of('ok'), warn: of('warn'), broken: of('broken'), skipped: of('skipped') };
}
