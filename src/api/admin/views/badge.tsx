import type { VNode } from 'preact';
import { inWords } from './formats.ts';

export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'calm';

const TONES: Readonly<Record<string, Tone>> = {
  ok: 'good',
  done: 'good',
  active: 'good',
  on: 'good',
  up: 'good',
  running: 'busy',
  queued: 'busy',
  open: 'busy',
  ask: 'busy',
  degraded: 'warn',
  paused: 'warn',
  overdue: 'warn',
  failed: 'bad',
  revoked: 'bad',
  down: 'bad',
};

/** A state as a word with a mark; the mark's shape tells it as well as its colour. */
export function Badge({ state, label = inWords(state) }: { state: string; label?: string }): VNode {
  return <span class={`badge badge-${TONES[state] ?? 'calm'}`}>{label}</span>;
}
