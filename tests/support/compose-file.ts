import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from './project-files.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const service = z.looseObject({
  image: z.string(),
  profiles: z.array(z.string()).optional(),
  build: z.string().optional(),
  init: z.boolean().optional(),
  restart: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), scalar).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  logging: z.object({ options: z.record(z.string(), z.string()) }),
  stop_grace_period: z.string(),
});
const composeFile = z.looseObject({
  services: z.object({
    migrate: service,
    bot: service,
    worker: service,
    api: service,
    recall: service,
    postgres: service,
    redis: service,
  }),
  volumes: z.record(z.string(), z.unknown()),
});

export type ComposeService = z.infer<typeof service>;
export type Variables = Readonly<Record<string, string | undefined>>;

/** docker-compose.yml with its anchors resolved and its variables not. */
export function readComposeDocument(): unknown {
  return parse(projectFile('docker-compose.yml'), { merge: true });
}

export function readComposeFile() {
  return composeFile.parse(readComposeDocument());
}

/**
 * Puts variables in, as Docker Compose does: `${A}`, `${A:-instead}` and `${A:?complaint}`, also within each other.
 * @throws Error with the complaint where a required one is missing or empty
 */
export function interpolate(text: string, variables: Variables): string {
  const inner = /\$\{(\w+)(?::([-?])([^${}]*))?\}/;
  const found = inner.exec(text);
  if (!found) return text;
  const [whole, name = '', operator, operand = ''] = found;
  const value = variables[name];
  if (operator === '?' && !value) throw new Error(operand);
  const replacement = operator === '-' ? value || operand : (value ?? '');
  return interpolate(
    text.replace(whole, () => replacement),
    variables,
  );
}

/** The environment of a service's container, given what stands in `.env`. */
export function environmentOf({ environment }: ComposeService, variables: Variables): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    if (value !== null) return [[name, interpolate(String(value), variables)]];
    const passedOn = variables[name];
    return passedOn === undefined ? [] : [[name, passedOn]];
  });
  return Object.fromEntries(entries);
}

/** Names of all variables that the file takes from outside. */
export function variablesOf(services: readonly ComposeService[]): Set<string> {
  const named = [...JSON.stringify(services).matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);
  const passedOn = services.flatMap(({ environment }) =>
    Object.entries(environment).flatMap(([name, value]) => (value === null ? [name] : [])),
  );
  return new Set([...named, ...passedOn]);
}
