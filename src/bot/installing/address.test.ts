import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { addressOf } from './address.ts';

class From extends Socket {
  override readonly remoteAddress: string;
  constructor(address: string) {
    super();
    this.remoteAddress = address;
  }
}

function seen(remoteAddress: string, forwardedFor: string | null, trustProxy: number): string {
  const request = new IncomingMessage(new From(remoteAddress));
  if (forwardedFor !== null) request.headers['x-forwarded-for'] = forwardedFor;
  return addressOf(request, trustProxy);
}

it.each([
  ['10.0.0.1', '1.1.1.1', 0, '10.0.0.1'],
  ['10.0.0.1', '1.1.1.1, 2.2.2.2', 1, '2.2.2.2'],
  ['10.0.0.1', '1.1.1.1, 2.2.2.2', 2, '1.1.1.1'],
  ['10.0.0.1', '2.2.2.2', 3, '2.2.2.2'],
  ['10.0.0.1', null, 1, '10.0.0.1'],
  ['10.0.0.1', 'made up', 1, '10.0.0.1'],
  ['::ffff:10.0.0.1', null, 0, '10.0.0.1'],
  ['2001:db8:1:1ff::7', null, 0, '2001:db8:1:1'],
  ['2001:DB8:1:0100:1:2:3:4', null, 0, '2001:db8:1:1'],
  ['::1', null, 0, '0:0:0:0'],
])('a request of %s, forwarded for %s, through %i proxies is from %s', (...given) => {
  const [remoteAddress, forwardedFor, trustProxy, expected] = given;
  expect(seen(remoteAddress, forwardedFor, trustProxy)).toBe(expected);
});
