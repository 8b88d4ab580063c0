import { z } from 'zod';
import type { AnyAction, AnyDownload, AnyResource } from '../resource.ts';
import type { Catalogue } from './routes.ts';

/** An OpenAPI 3.1 description, as JSON. */
export interface ApiDescription {
  openapi: '3.1.1';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: object; schemas: object };
}

interface Operation {
  operationId: string;
  summary: string;
  parameters: object[];
  requestBody?: object;
  responses: Record<string, object>;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

const ERROR = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional().describe('What is wrong, by field'),
  }),
});
const ACTED = z.object({
  notice: z.object({ kind: z.enum(['done', 'refused']), text: z.string() }),
});

const REFUSALS = {
  400: 'Something that was given cannot be used.',
  401: 'There is no API token, or it does not hold.',
  403: 'The token lacks a scope.',
  404: 'There is no such thing for this token.',
  429: 'Too often; `Retry-After` says when to try again.',
  503: 'Recall cannot do this just now.',
};

/** Describes the JSON twins of all pages, by the very schemas that they are parsed and answered with. */
export function describeApi(
  { resources, actions, downloads }: Catalogue,
  { version, url }: { version: string; url: string },
): ApiDescription {
  const paths: ApiDescription['paths'] = {};
  const add = (path: string, method: 'get' | 'post', operation: Operation) => {
    const key = path.replaceAll(/:(\w+)/g, '{$1}') || '/';
    paths[key] = { ...paths[key], [method]: operation };
  };
  for (const resource of resources) add(resource.path, 'get', lookingAt(resource));
  for (const download of downloads) add(download.path, 'get', takingAway(download));
  for (const action of actions) if (action.isForPeople !== true) add(action.path, 'post', doing(action));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Recall admin API',
      version,
      description:
        'What the admin view shows and does, for programs. Reading takes the scope `read`, changing `write`.',
    },
    servers: [{ url }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, made on the page API tokens' },
      },
      schemas: { Error: schemaOf(ERROR, 'output') },
    },
  };
}

function lookingAt({ path, title, query, answer }: AnyResource): Operation {
  return {
    operationId: operationId('get', path),
    summary: title,
    parameters: parametersOf(path, query, 'query'),
    responses: { 200: { description: title, content: jsonOf(schemaOf(answer, 'output')) }, ...refusals() },
  };
}

function takingAway({ path, summary, query, contentType }: AnyDownload): Operation {
  const content = { [contentType]: { schema: { type: 'string' } } };
  return {
    operationId: operationId('get', path),
    summary,
    parameters: parametersOf(path, query, 'query'),
    responses: { 200: { description: summary, content }, ...refusals() },
  };
}

function doing({ path, summary, body, answer }: AnyAction): Operation {
  const acted = jsonOf(schemaOf(answer === undefined ? ACTED : ACTED.extend(answer.shape), 'output'));
  return {
    operationId: operationId('post', path),
    summary,
    parameters: parametersOf(path, body, 'path'),
    requestBody: { required: true, content: jsonOf(schemaOf(body.omit(maskOf(path)), 'input')) },
    responses: {
      200: { description: 'Done', content: acted },
      409: { description: 'Not done; the notice says why', content: acted },
      ...refusals(),
    },
  };
}

/** Fields that stand in the path, and with `query` all others. */
function parametersOf(path: string, schema: z.ZodObject, others: 'query' | 'path'): object[] {
  const inPath = namesIn(path);
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).flatMap(([name, property]) => {
    if (inPath.includes(name)) return [{ name, in: 'path', required: true, schema: property }];
    if (others === 'path') return [];
    return [{ name, in: 'query', required: required.includes(name), schema: property }];
  });
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);
}

function maskOf(path: string): Record<string, true> {
  return Object.fromEntries(namesIn(path).map((name) => [name, true]));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function jsonOf(schema: object) {
  return { 'application/json': { schema } };
}

function refusals(): Record<string, object> {
  const entries = Object.entries(REFUSALS);
  return Object.fromEntries(
    entries.map(([status, description]) => [
      status,
      { description, content: jsonOf({ $ref: '#/components/schemas/Error' }) },
    ]),
  );
}

function operationId(method: string, path: string): string {
  const words = path.split(/\W+/).filter((word) => word !== '');
  return [method, ...(words.length === 0 ? ['overview'] : words)].join('_');
}
