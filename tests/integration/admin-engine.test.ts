import { describe, expect, it, onTestFinished } from 'vitest';
import { RecallError } from '../../src/core/domain/errors.ts';
import { oneTimeLink } from '../support/admin.ts';
import { type AdminBrowser, adminBrowser } from '../support/admin-browser.ts';
import { MARA } from '../support/meeting-workspace.ts';
import { BACKENDS, type RecallOptions, type RecallUnderTest, startRecall } from '../support/recall.ts';

const PAGE = '/admin/settings';

async function started(
  options: Pick<RecallOptions, 'backend' | 'engine'>,
): Promise<{ recall: RecallUnderTest; browser: AdminBrowser }> {
  const recall = await startRecall({ ...options, services: ['bot', 'api'] });
  onTestFinished(() => recall.close());
  const browser = adminBrowser(recall.apiUrl);
  await browser.post('/admin/link', {
    token: await oneTimeLink(recall.store, { workspaceId: 'T0ACME', userId: MARA }),
  });
  return { recall, browser };
}

const shown = async (browser: AdminBrowser) => (await browser.get(PAGE)).text;

describe.each(BACKENDS)('a test of the engine, with the queue on %s', (backend) => {
  it('waits for a worker, and tells what that found', async () => {
    const { recall, browser } = await started({ backend });
    expect((await browser.send(PAGE, `${PAGE}/engine-test`)).status).toBe(303);
    expect(await shown(browser)).toContain('waits for a worker');
    await recall.startWorker();
    await expect.poll(() => shown(browser), { timeout: 15_000 }).toContain('went well');
  });
});

it('a test of an engine that fails tells how, and how to mend it', async () => {
  const refused = () => Promise.reject(new RecallError('engine_denied', 'no'));
  const engine = { name: 'builtin' as const, model: null, summarize: refused };
  const { recall, browser } = await started({ backend: 'postgres', engine });
  await recall.startWorker();
  await browser.send(PAGE, `${PAGE}/engine-test`);
  await expect.poll(() => shown(browser), { timeout: 15_000 }).toContain('<code>engine_denied</code>');
});

it('a test of the engine with a queue that is away says so at once, and leaves a line in the log', async () => {
  const { recall, browser } = await started({ backend: 'redis' });
  await recall.redis?.kill();
  await browser.send(PAGE, `${PAGE}/engine-test`);
  const text = await shown(browser);
  expect(text).toContain('The queue is out of reach');
  expect(text).toContain('<code>queue_unavailable</code>');
  expect(recall.logLines.join()).toContain('not enqueued');
});
