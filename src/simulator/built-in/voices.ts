import type { Speaker } from './people.ts';
import { Line } from './script.ts';

/** A speaker as a function: each argument is one line of text of the same message. */
type Voice = (...lines: string[]) => Line;

function voice(speaker: Speaker): Voice {
  return (...lines) => new Line(speaker, lines.join('\n'));
}

export const mara = voice('mara');
export const jonas = voice('jonas');
export const ines = voice('ines');
export const tomasz = voice('tomasz');
export const priya = voice('priya');
export const deniz = voice('deniz');
export const aroha = voice('aroha');
export const caleb = voice('caleb');
export const yuki = voice('yuki');
export const kofi = voice('kofi');
export const lena = voice('lena');
export const sven = voice('sven');
export const nora = voice('nora');
export const felix = voice('felix');
export const maggie = voice('maggie');
export const oskar = voice('oskar');
export const zk = voice('zk');
export const drydock = voice('drydock');
export const tidetable = voice('tidetable');
