import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CATALOGUE } from '../catalogue.ts';
import { describeApi } from './openapi.ts';

const parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
});
const content = z.record(z.string(), z.strictObject({ schema: z.record(z.string(), z.unknown()) }));
const operation = z.strictObject({
  operationId: z.string().regex(/^\w+$/),
  summary: z.string().min(3),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), z.strictObject({ description: z.string(), content })),
});
/** As far as the rules of OpenAPI 3.1 are about what Recall describes. */
const description = z.strictObject({
  openapi: z.literal('3.1.1'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.url() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(
    z.string().startsWith('/'),
    z.strictObject({ get: operation.optional(), post: operation.optional() }),
  ),
  components: z.strictObject({
    securitySchemes: z.strictObject({
      token: z.looseObject({ type: z.literal('http'), scheme: z.literal('bearer') }),
    }),
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});

const made = describeApi(CATALOGUE, { version: '1.0.0', url: 'https://recall.example.com/api/admin' });
const parsed = description.parse(JSON.parse(JSON.stringify(made)));
const operations = Object.entries(parsed.paths).flatMap(([path, methods]) =>
  Object.values(methods).flatMap((each) => (each ? [{ path, ...each }] : [])),
);

describe('the description of the API', () => {
  it('describes everything that programs may ask', () => {
    const { resources, downloads, actions } = CATALOGUE;
    const forPrograms = actions.filter(({ isForPeople }) => isForPeople !== true);
    expect(operations).toHaveLength(resources.length + downloads.length + forPrograms.length);
    expect(Object.keys(parsed.paths)).toContain('/conversations/{id}');
  });

  it('says of the settings that those which are left out stay', () => {
    const { summary, requestBody } = parsed.paths['/settings']?.post ?? {};
    expect(summary).toContain('a setting that is left out stays as it is');
    const schema = requestBody?.content['application/json']?.schema;
    expect(schema).toMatchObject({ required: ['workspace'] });
    expect(JSON.stringify(schema)).not.toContain('"default"');
  });

  it('describes what is answered where something was done', () => {
    const answered = (path: string, status: '200' | '409') =>
      parsed.paths[path]?.post?.responses[status]?.content['application/json']?.schema;
    expect(answered('/channels/mode', '200')).toMatchObject({
      properties: { notice: {}, changed: { type: 'array' } },
      required: ['notice', 'changed'],
    });
    expect(answered('/settings/engine-test', '200')).toMatchObject({
      properties: { probeId: { format: 'uuid' } },
    });
    expect(answered('/settings', '409')).toMatchObject({ properties: { goes: { type: 'integer' } } });
  });

  it('names each operation by a name of its own, and each parameter of a path', () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters } of operations) {
      const named = parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`);
      expect([path, named]).toEqual([path, path.match(/\{\w+\}/g) ?? []]);
    }
  });

  it('holds schemas that a validator takes, and refers to nothing that is not there', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const schemas = operations.flatMap(({ parameters, requestBody, responses }) => [
      ...parameters.map(({ schema }) => schema),
      ...[requestBody, ...Object.values(responses)].flatMap((each) =>
        Object.values(each?.content ?? {}).map(({ schema }) => schema),
      ),
    ]);
    expect(schemas.length).toBeGreaterThan(100);
    for (const schema of schemas) {
      if (typeof schema.$ref === 'string')
        expect(Object.keys(parsed.components.schemas)).toContain(
          schema.$ref.replace('#/components/schemas/', ''),
        );
      else expect(() => ajv.compile(schema)).not.toThrow();
    }
  });
});
