import { expect, test } from 'vitest';
import { foreignness } from './same-origin.ts';

const host = '127.0.0.1:4000';

test.each([
  { host, 'sec-fetch-site': 'same-origin' },
  { host, origin: `http://${host}` },
  { host: 'localhost:4000', origin: 'http://localhost:4000' },
  { host: '[::1]:4000', origin: 'http://[::1]:4000' },
])('a form of this page is taken: %o', (headers) => {
  expect(foreignness(headers)).toBeUndefined();
});

test.each([
  { host },
  { host, origin: 'null' },
  { host, origin: 'https://tea.example' },
  { host, origin: 'http://127.0.0.1:4001' },
  { host, 'sec-fetch-site': 'cross-site' },
  { host, 'sec-fetch-site': 'same-site', origin: `http://${host}` },
  { host, 'sec-fetch-site': 'none' },
  { host: 'rebound.example:4000', 'sec-fetch-site': 'same-origin', origin: 'http://rebound.example:4000' },
  { host: '127.0.0.1.example', origin: 'http://127.0.0.1.example' },
  {},
])('a form from elsewhere is not: %o', (headers) => {
  expect(foreignness(headers)).toMatch(/^Forms are taken/);
});
