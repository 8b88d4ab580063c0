import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 hold less memory in a service that mostly waits: its young generation stays at its initial size, and WebAssembly
 * (Prisma's query compiler) is compiled once, without an optimized second version. Takes effect for what is loaded afterwards.
 * What it saves and costs is in docs/decisions/006-small-memory.md.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--liftoff-only');
}
