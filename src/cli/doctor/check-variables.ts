import { editDistance } from '../../bot/command-words/spelling.ts';
import { type Environment, VARIABLE_NAMES, type VariableProblem } from '../../core/runtime/config.ts';
import { about, type Finding } from './finding.ts';

export interface ReadVariables {
  environment: Environment;
  problems: readonly VariableProblem[];
  /** Those that this version does not act on. */
  withoutEffect: readonly string[];
}

/** What is called so is meant for Recall. */
const FAMILIES = /^(SLACK|BEDROCK|ENCRYPTION|METRICS|RECALL)_/;
/** Docker Compose's own, beside Recall's in one file. */
const OF_OTHERS = new Set(['POSTGRES_PASSWORD', 'POSTGRES_PORT', 'REDIS_PORT']);
const MOST_SLIPS = 2;
const SHORTEST_LIKE = 8;

/** Every variable that is missing, malformed, misspelt or without effect, one line each; one line where all is well. */
export function checkVariables({ environment, problems, withoutEffect }: ReadVariables): Finding[] {
  const wrong = problems.map(({ variable, says }) =>
    about(variable).broken(says, { fix: 'set it in the environment or in .env; .env.example explains each' }),
  );
  const unknown = Object.keys(environment).flatMap((name) => lookAlike(name, environment));
  const idle = withoutEffect.map((name) =>
    about(name).warn('has no effect in this version', { fix: 'it can be taken out' }),
  );
  const set = VARIABLE_NAMES.filter((name) => environment[name] !== undefined && environment[name] !== '');
  const well = about('Variables').ok(`${set.length} are set and well-formed`);
  return [...(wrong.length === 0 ? [well] : wrong), ...unknown, ...idle];
}

/** A name that nobody reads, though it looks as if Recall did. */
function lookAlike(name: string, environment: Environment): Finding[] {
  if (VARIABLE_NAMES.includes(name) || OF_OTHERS.has(name)) return [];
  const nearest = nearestName(name, environment);
  if (nearest === null && !FAMILIES.test(name)) return [];
  const fix = nearest === null ? '.env.example lists every variable' : `is ${nearest} meant?`;
  return [about(name).warn('is not a variable of Recall’s', { fix })];
}

/** One that is set already is not what was meant. */
function nearestName(name: string, environment: Environment): string | null {
  if (name.length < SHORTEST_LIKE) return null;
  const [best] = VARIABLE_NAMES.filter((known) => !environment[known])
    .map((known) => ({ known, distance: editDistance(name.toUpperCase(), known) }))
    .filter(({ distance }) => distance <= MOST_SLIPS)
    .toSorted((a, b) => a.distance - b.distance);
  return best?.known ?? null;
}
