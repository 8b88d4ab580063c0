import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Says a schema's issues in Slack's words, each with the JSON pointer of the part it means. */
export function problemsOf(issues: readonly Issue[], root: Path): string[] {
  return issues.flatMap((issue) => wordingsOf(issue, root));
}

export function problemAt(path: Path, wording: string): string {
  return `${wording} [json-pointer:${path.map((step) => `/${String(step)}`).join('')}]`;
}

function wordingsOf(issue: Issue, root: Path): string[] {
  const path = [...root, ...issue.path];
  switch (issue.code) {
    case 'too_big':
      return [problemAt(path, tooBig(issue))];
    case 'too_small':
      return [problemAt(path, tooSmall(issue))];
    case 'unrecognized_keys':
      return issue.keys.map((key) => problemAt(path, `invalid additional property: ${key}`));
    case 'invalid_type':
      return [wrongType(issue, path)];
    case 'invalid_union':
      return wrongUnion(issue, root, path);
    case 'invalid_value':
      return [problemAt(path, `must be one of ${issue.values.map(String).join(', ')}`)];
    default:
      return [problemAt(path, issue.code === 'custom' ? issue.message : 'has an invalid format')];
  }
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (origin === 'string') return `must be less than ${Number(maximum) + 1} characters`;
  if (origin === 'array') return `no more than ${maximum} items allowed`;
  return `must be no more than ${maximum}`;
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') return `must be more than ${Number(minimum) - 1} characters`;
  if (origin === 'array') return `no fewer than ${minimum} items allowed`;
  return `must be no less than ${minimum}`;
}

function wrongType(issue: z.core.$ZodIssueInvalidType, path: Path): string {
  const isMissing = issue.input === undefined;
  const name = path.at(-1);
  if (isMissing && typeof name === 'string') {
    return problemAt(path.slice(0, -1), `missing required field: ${name}`);
  }
  return problemAt(path, `must be a valid ${issue.expected}`);
}

/** Of a union without a discriminator the issues of its nearest branch are told: the one that fails in fewest places. */
function wrongUnion(issue: z.core.$ZodIssueInvalidUnion, root: Path, path: Path): string[] {
  if (issue.discriminator !== undefined) {
    const type = typeOf(issue.input);
    return type === undefined
      ? [problemAt(path.slice(0, -1), 'missing required field: type')]
      : [problemAt(path, `unsupported type: ${type}`)];
  }
  const [nearest] = [...issue.errors].sort((one, other) => one.length - other.length);
  return problemsOf(nearest ?? [], [...root, ...issue.path]);
}

function typeOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('type' in input)) return undefined;
  return String(input.type);
}
