import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { RecallError } from '../core/domain/errors.ts';
import { createReceiver, type ReceiverDeps } from './receiver.ts';

const SECRET = 'a-signing-secret';
const BODY = JSON.stringify({ type: 'event_callback', event: { type: 'app_mention' } });

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function answerTo(process: ReceiverDeps['process']): Promise<{ status: number; warnings: string[] }> {
  const warnings: string[] = [];
  const quiet = () => {};
  const logger: ReceiverDeps['logger'] = {
    ...{ debug: quiet, info: quiet, error: quiet, setLevel: quiet, setName: quiet },
    warn: (...parts: unknown[]) => void warnings.push(parts.join(' ')),
    getLevel: () => {
      throw new Error('nobody asks');
    },
  };
  const receive = createReceiver({ signingSecret: SECRET, logger, process, now: () => new Date() });
  const listening = createServer(receive).listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  const { port } = listening.address() as AddressInfo;
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${BODY}`).digest('hex');
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    body: BODY,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
  });
  return { status: response.status, warnings };
}

describe('what cannot be taken', () => {
  it('is delivered again where the reason lies with Recall, which the log names', async () => {
    const { status, warnings } = await answerTo(async () => {
      throw new RecallError('key_missing', 'no key opens it');
    });
    expect(status).toBe(503);
    expect(warnings.join()).toContain('key_missing');
  });

  it('is refused for good where its shape makes no sense', async () => {
    const { status } = await answerTo(async () => {
      throw new TypeError('event.user is no string');
    });
    expect(status).toBe(400);
  });
});
