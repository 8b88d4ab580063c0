import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { oneTimeLink } from '../support/admin.ts';
import { adminBrowser, csrfIn } from '../support/admin-browser.ts';
import { openChromium, openPage } from '../support/admin-chromium.ts';
import { describeOnEachBackend } from '../support/backends.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { startRecall } from '../support/recall.ts';

const thread = launchThread();
const board = z.object({
  queues: z.array(
    z.object({
      name: z.string(),
      readOnlyMode: z.boolean(),
      jobs: z.array(z.object({ name: z.string(), data: z.unknown() })),
    }),
  ),
});

describeOnEachBackend('the pages of the queue', (backend) => {
  it('show an admin its jobs, which they can look at and not touch', async () => {
    const seed = meetingWorkspace({ messages: thread });
    const recall = await startRecall({ backend, seed, services: ['bot', 'api'] });
    onTestFinished(() => recall.close());
    const ts = thread[0]?.ts ?? '';
    const shortcut = { callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts };
    await recall.simulator.as(MARA).useMessageShortcut(shortcut);
    await expect.poll(() => recall.states(), { timeout: 10_000 }).toEqual(['queued']);
    const workspaceId = recall.simulator.world.team.id;
    const browser = adminBrowser(recall.apiUrl);
    const turnedAway = await browser.get('/admin/queues/api/queues');
    expect(turnedAway.location).toMatch(/^\/admin\/sign-in/);
    await browser.post('/admin/link', {
      token: await oneTimeLink(recall.store, { workspaceId, userId: MARA }),
    });

    const page = await browser.get('/admin/queues');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<base href="/admin/queues/"') });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    const script = /src="(static\/js\/main[^"]*)"/.exec(page.text)?.[1];
    expect((await browser.get(`/admin/queues/${script}`)).status).toBe(200);

    const listed = await browser.get(
      '/admin/queues/api/queues?activeQueue=recall&status=latest&page=1&jobsPerPage=10',
    );
    const { queues } = board.parse(listed.json());
    expect(queues.map(({ name, readOnlyMode }) => ({ name, readOnlyMode }))).toEqual([
      { name: 'recall', readOnlyMode: true },
      { name: 'recall-scheduled', readOnlyMode: true },
    ]);
    expect(queues[0]?.jobs[0]).toMatchObject({ name: 'recap', data: { conversationId: expect.any(String) } });
    expect(listed.text).not.toContain(thread[0]?.text);

    const csrf = csrfIn((await browser.get('/admin')).text);
    for (const [path, method] of [
      ['/api/queues/recall/pause', 'PUT'],
      ['/api/queues/recall/empty', 'PUT'],
      ['/api/queues/recall/add', 'POST'],
    ] as const) {
      const headers = { 'x-csrf-token': csrf };
      expect((await browser.request(`/admin/queues${path}`, { method, headers })).status).toBe(405);
    }
  });
});

it('the pages of the queue are drawn by a browser, which has nothing to complain of', async () => {
  const recall = await startRecall({
    backend: 'postgres',
    seed: meetingWorkspace({}),
    services: ['bot', 'api'],
  });
  onTestFinished(() => recall.close());
  const chromium = await openChromium();
  onTestFinished(() => chromium.close());
  const { page, complaints } = await openPage(chromium, { baseURL: recall.apiUrl });
  const workspaceId = recall.simulator.world.team.id;
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(recall.apiUrl)) foreign.push(request.url());
  });
  await page.goto(`/admin/link?token=${await oneTimeLink(recall.store, { workspaceId, userId: MARA })}`);
  await page.getByRole('button').first().click();
  await page.getByRole('link', { name: 'Queue', exact: true }).click();
  await page
    .getByRole('link', { name: /recall-scheduled/ })
    .first()
    .waitFor();
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});
