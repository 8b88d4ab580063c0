import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUV';

/** A random id of Slack's form: a prefix letter or two and ten capitals or digits. */
export function newId(prefix: string): string {
  let id = prefix;
  for (const byte of randomBytes(10)) id += ALPHABET.charAt(byte & 31);
  return id;
}

/** A random mixed-case word, as block ids and the last part of a response_url are. */
export function newWord(length: number): string {
  return randomBytes(length).toString('base64url').replaceAll('-', 'a').replaceAll('_', 'b').slice(0, length);
}
