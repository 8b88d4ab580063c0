import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RecallError } from '../domain/errors.ts';
import { type Closeable, runService, startParts } from './lifecycle.ts';
import { createLogger } from './logger.ts';

function createRun() {
  const happened: string[] = [];
  const lines: string[] = [];
  const part = (name: string, close = async () => {}): Closeable => ({
    async close() {
      await close();
      happened.push(`${name} closed`);
    },
  });
  const failing = (name: string) => part(name, () => Promise.reject(new Error(`${name} is stuck`)));
  const logger = createLogger({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) });
  return { happened, lines, part, failing, logger };
}

describe('a service', () => {
  it('closes its parts in the reverse order when it is stopped', async () => {
    const { happened, part, logger } = createRun();
    const stop = new AbortController();
    await runService({
      logger,
      stop: stop.signal,
      async start({ add }) {
        add(part('store'));
        add(part('server'));
        stop.abort();
      },
    });
    expect(happened).toEqual(['server closed', 'store closed']);
  });

  it('tells its parts at once that it stops, and waits for each to close', async () => {
    const { happened, part, logger } = createRun();
    const stop = new AbortController();
    await runService({
      logger,
      stop: stop.signal,
      async start({ signal, add }) {
        signal.addEventListener('abort', () => happened.push('told'));
        const finished = new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => setImmediate(resolve));
        });
        add(part('store'));
        add(part('worker', () => finished));
        stop.abort();
      },
    });
    expect(happened).toEqual(['told', 'worker closed', 'store closed']);
  });

  it('ends where it was stopped before it started', async () => {
    const { happened, part, logger } = createRun();
    await runService({
      logger,
      stop: AbortSignal.abort(),
      async start({ add }) {
        add(part('store'));
      },
    });
    expect(happened).toEqual(['store closed']);
  });

  it('ends without a complaint where the stop came while it waited to start', async () => {
    const { happened, part, logger } = createRun();
    const stop = new AbortController();
    await runService({
      logger,
      stop: stop.signal,
      async start({ add }) {
        add(part('store'));
        stop.abort();
        throw new RecallError('cancelled', 'stopped before it was done', { retryable: true });
      },
    });
    expect(happened).toEqual(['store closed']);
  });

  it('closes the other parts though one fails to close, and says so', async () => {
    const { happened, lines, part, failing, logger } = createRun();
    await runService({
      logger,
      stop: AbortSignal.abort(),
      async start({ add }) {
        add(part('store'));
        add(failing('queue'));
        add(part('server'));
      },
    });
    expect(happened).toEqual(['server closed', 'store closed']);
    expect(lines).toEqual([expect.stringContaining('a part did not close cleanly')]);
  });

  it('closes what had been started where the start fails, and passes the failure on', async () => {
    const { happened, part, logger } = createRun();
    const running = runService({
      logger,
      async start({ add }) {
        add(part('store'));
        throw new Error('the port is taken');
      },
    });
    await expect(running).rejects.toThrow('the port is taken');
    expect(happened).toEqual(['store closed']);
  });

  it('closes what becomes ready after the start has failed', async () => {
    const { happened, part, logger } = createRun();
    let addLate = () => {};
    const running = runService({
      logger,
      async start({ add }) {
        addLate = () => void add(part('late'));
        throw new Error('the port is taken');
      },
    });
    await expect(running).rejects.toThrow('the port is taken');
    addLate();
    await expect.poll(() => happened).toEqual(['late closed']);
  });
});

describe('something made of parts', () => {
  it('is what was started, and closes in the reverse order', async () => {
    const { happened, part, logger } = createRun();
    const service = await startParts(logger, async (add) => {
      add(part('store'));
      return { ...add(part('server')), port: 3000 };
    });
    expect(service.port).toBe(3000);
    expect(happened).toEqual([]);
    await service.close();
    expect(happened).toEqual(['server closed', 'store closed']);
  });

  it('leaves nothing running where its start fails', async () => {
    const { happened, part, logger } = createRun();
    const starting = startParts(logger, async (add) => {
      add(part('store'));
      throw new Error('the port is taken');
    });
    await expect(starting).rejects.toThrow('the port is taken');
    expect(happened).toEqual(['store closed']);
  });
});

describe('a process that runs a service', () => {
  const program = (options: string) => `
    import { runService } from ${JSON.stringify(fileURLToPath(new URL('./lifecycle.ts', import.meta.url)))};
    const say = (_, words) => console.log(words);
    await runService({
      logger: { info: say, error: say },
      ${options}
      async start({ add }) {
        add({ close: async () => console.log('store closed') });
        add(part);
        setInterval(() => {}, 1000);
        console.log('ready');
      },
    });
    console.log('closed');
    process.exit(0);`;
  const closes = 'const part = { close: async () => {} };';
  const neverCloses = 'const part = { close: () => new Promise(() => {}) };';

  function start(part: string, options = '') {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', part + program(options)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    return {
      says: (words: string) => expect.poll(() => output, { timeout: 15_000 }).toContain(words),
      send: (signal: NodeJS.Signals) => child.kill(signal),
      async end() {
        const [code] = await ended;
        return { code, output };
      },
    };
  }

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'closes everything on %s',
    async (signal) => {
      const child = start(closes);
      await child.says('ready');
      child.send(signal);
      expect(await child.end()).toEqual({ code: 0, output: 'ready\nstopping\nstore closed\nclosed\n' });
    },
    20_000,
  );

  it('takes the same signal twice in a row for one', async () => {
    const child = start("const part = { close: () => new Promise((done) => process.once('SIGINT', done)) };");
    await child.says('ready');
    child.send('SIGINT');
    await child.says('stopping');
    child.send('SIGINT');
    expect(await child.end()).toEqual({ code: 0, output: 'ready\nstopping\nstore closed\nclosed\n' });
  }, 20_000);

  it('ends at once on another signal while it is closing', async () => {
    const child = start(neverCloses);
    await child.says('ready');
    child.send('SIGTERM');
    await child.says('stopping');
    child.send('SIGINT');
    expect(await child.end()).toEqual({ code: 1, output: 'ready\nstopping\n' });
  }, 20_000);

  it('ends when closing takes longer than its limit', async () => {
    const child = start(neverCloses, 'closeLimitMs: 50,');
    await child.says('ready');
    child.send('SIGTERM');
    expect(await child.end()).toEqual({
      code: 1,
      output: 'ready\nstopping\nclosing took too long, ending now\n',
    });
  }, 20_000);
});
