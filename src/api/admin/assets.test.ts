import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HttpServer, listen } from '../../core/runtime/http-server.ts';
import { loadAssets } from './assets.ts';

const assets = loadAssets();
let server: HttpServer;
beforeAll(async () => {
  const onRequest = express().use(assets.routes);
  server = await listen({ host: '127.0.0.1', port: 0, portVariable: 'API_PORT', onRequest });
});
afterAll(() => server.close());

it('a style sheet that is kept in parts is one file, with the parts in order of their names', async () => {
  const answer = await fetch(`${server.url}${assets.pathOf('admin.css')}`);
  expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  const styles = await answer.text();
  const places = [':root', '.side', '.filters {', '@media (max-width', '@media print'].map((rule) =>
    styles.indexOf(rule),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

it('what is no file with its hash is not served, nor is a part of one', async () => {
  for (const file of ['admin.css', '01-base.css', 'admin.css/01-base.css', 'admin.000000000000.css'])
    expect([file, (await fetch(`${server.url}/admin/assets/${file}`)).status]).toEqual([file, 404]);
});
