import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { RecallError } from '../core/domain/errors.ts';
import { createLogger } from '../core/runtime/logger.ts';
import { createReceiver, type ReceiverDeps } from './receiver.ts';

const SECRET = 'a-signing-secret';
const BODY = JSON.stringify({ type: 'event_callback', event: { type: 'app_mention' } });

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function answerTo(process: ReceiverDeps['process']): Promise<{ status: number; log: string }> {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) });
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
  return { status: response.status, log: lines.join('') };
}

describe('what cannot be taken', () => {
  it.each(['key_missing', 'internal'] as const)(
    'is delivered again where the reason lies with Recall (%s), which the log names',
    async (code) => {
      const { status, log } = await answerTo(async () => {
        throw new RecallError(code, 'the row of the installation cannot be read');
      });
      expect(status).toBe(503);
      expect(log).toContain(code);
      expect(log).toContain('the row of the installation cannot be read');
    },
  );

  it('is refused for good where nothing can be made of it; the log says where, and none of its words', async () => {
    const { status, log } = await answerTo(async () => {
      throw new TypeError('event.user is "Mara", and no string');
    });
    expect(status).toBe(400);
    expect(log).toContain('receiver.test.ts');
    expect(log).not.toContain('Mara');
  });
});
