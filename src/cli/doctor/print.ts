import { styleText } from 'node:util';
import type { Finding, FindingState } from './finding.ts';

const COLORS: Readonly<Record<FindingState, 'green' | 'yellow' | 'red' | 'dim'>> = {
  ok: 'green',
  warn: 'yellow',
  broken: 'red',
  skipped: 'dim',
};
const STATE_WIDTH = 'skipped'.length;

/** A table of one line each, and a line that sums up. */
export function toTable(findings: readonly Finding[], { color }: { color: boolean }): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.map(({ what, state, ...words }) => {
    const padded = state.padEnd(STATE_WIDTH);
    const shown = color ? styleText(COLORS[state], padded, { validateStream: false }) : padded;
    return `${what.padEnd(width)}  ${shown}  ${sentence(words)}`;
  });
  return `${[...lines, '', summary(findings)].join('\n')}\n`;
}

/** What was found and what to do about it, in one line. */
export function sentence({ found, fix }: Pick<Finding, 'found' | 'fix'>): string {
  return (fix === undefined ? found : `${found} → ${fix}`).replace(/\s*[\r\n]+\s*/g, ' ');
}

function summary(findings: readonly Finding[]): string {
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  const [broken, warn] = [count('broken'), count('warn')];
  if (broken > 0) return `${broken} broken, ${warn} worth a look`;
  return warn > 0 ? `nothing is broken, ${warn} worth a look` : 'all is well';
}

/** The same for programs. */
export function toJson(findings: readonly Finding[], { version }: { version: string }): string {
  const status = findings.some(({ state }) => state === 'broken') ? 'broken' : 'ok';
  const checks = findings.map(({ what, state, found, fix = null }) => ({ what, state, found, fix }));
  return `${JSON.stringify({ status, version, checks }, null, 2)}\n`;
}
