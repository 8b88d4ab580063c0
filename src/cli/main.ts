#!/usr/bin/env node
import { checkNode } from './doctor/check-node.ts';

// Looked at before anything is loaded that such a Node.js does not know.
const { state, found, fix } = checkNode();
if (state === 'ok') await import('./program.ts');
else {
  process.stderr.write(`recall: Node.js ${found}: ${fix}\n`);
  process.exitCode = 1;
}
