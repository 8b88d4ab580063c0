// A worker in a process of its own that ends as by `kill -9` when a stage is done. What it is told comes as JSON in the
// first argument; each question to its engine adds a line to the file `asked`.
import { appendFileSync } from 'node:fs';
import { z } from 'zod';
import { loadConfig } from '../../src/core/runtime/config.ts';
import { createEvents } from '../../src/core/runtime/events.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import { startWorker } from '../../src/worker/main.ts';
import { quotingEngine } from './quoting-engine.ts';
import { HASTY_PACE, TEST_PACE } from './recall-pace.ts';

const told = z
  .object({
    environment: z.record(z.string(), z.string()),
    diesAfter: z.string().nullable(),
    asked: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const config = loadConfig(told.environment, ['worker']);
const logger = createLogger({ level: 'silent', format: 'json' });
const engine = quotingEngine();
await startWorker({
  config,
  logger,
  signal: new AbortController().signal,
  pace: { ...TEST_PACE, ...(told.diesAfter === null ? HASTY_PACE : {}) },
  events: {
    ...createEvents(logger),
    stageDone: ({ stage }) => {
      if (stage === told.diesAfter) process.kill(process.pid, 'SIGKILL');
    },
  },
  engine: {
    ...engine,
    summarize(question, signal) {
      appendFileSync(told.asked, 'asked\n');
      return told.diesAfter === null ? new Promise(() => {}) : engine.summarize(question, signal);
    },
  },
});
process.send?.('ready');
