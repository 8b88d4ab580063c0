import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/**
 * From where a request comes, to be counted by: an address, of IPv6 the network of 56 bits that one household has.
 * @param trustProxy how many proxies stand before, whose word on who asks is taken
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: number): string {
  const own = socket.remoteAddress ?? '';
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const told = trustProxy === 0 ? own : (forwarded.at(-trustProxy) ?? forwarded[0] ?? '').trim();
  return networkOf(isIP(told) === 0 ? own : told);
}

function networkOf(address: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined || !isIPv6(address)) return v4 ?? address;
  const [left = [], right = []] = address
    .split('::')
    .map((part) => part.split(':').filter((word) => word !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const words = [...left, ...zeros, ...right].map((word) => Number.parseInt(word, 16));
  return [...words.slice(0, 3), (words[3] ?? 0) >> 8].map((word) => word.toString(16)).join(':');
}
