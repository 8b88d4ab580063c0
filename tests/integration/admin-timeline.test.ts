import { afterAll, beforeAll, expect, it } from 'vitest';
import { SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { oneTimeLink } from '../support/admin.ts';
import { type AdminBrowser, adminBrowser } from '../support/admin-browser.ts';
import { failingEngine } from '../support/failing-engine.ts';
import { GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

const THREADS = [launchThread(2), launchThread()];
let recall: RecallUnderTest;
let browser: AdminBrowser;

beforeAll(async () => {
  recall = await startRecall({
    backend: 'postgres',
    seed: meetingWorkspace({ messages: THREADS.flat() }),
    engine: failingEngine({ code: 'engine_denied', times: 1 }),
  });
  browser = adminBrowser(recall.apiUrl);
  await browser.post('/admin/link', {
    token: await oneTimeLink(recall.store, { workspaceId: 'T0ACME', userId: MARA }),
  });
});
afterAll(() => recall?.close());

/** Asks for a recap of a thread, and gives its page once it has ended so. */
async function pageOf(thread: (typeof THREADS)[number] | undefined, state: string): Promise<string> {
  const ts = thread?.[0]?.ts ?? '';
  await recall.simulator
    .as(MARA)
    .useMessageShortcut({ callbackId: SHORTCUT_RECALL_THREAD, channel: GENERAL, ts });
  const id = await until(async () => {
    const [row] = await recall.database.query<{ id: string }>(
      `SELECT "id" FROM "Conversation" WHERE "threadTs" = $1 AND "state" = $2::"conversation_state" AND "finishedAt" IS NOT NULL`,
      [ts, state],
    );
    return row?.id ?? null;
  });
  return (await browser.get(`/admin/conversations/${id}`)).text;
}

const eventsOf = (page: string) =>
  [...page.matchAll(/class="event event-\w+"><span>([^<]*)</g)].map(([, words]) => words);
const stagesOf = (page: string) => [...page.matchAll(/<dt>([^<]*)<\/dt><dd><svg/g)].map(([, words]) => words);

it('a conversation that failed shows how far it got, and that its placeholder was posted', async () => {
  const page = await pageOf(THREADS[0], 'failed');
  expect(new Set(eventsOf(page))).toEqual(
    new Set(['Requested', 'Placeholder posted in Slack', 'Taken up by a worker', 'Failed']),
  );
  expect(stagesOf(page)).toEqual(['Read Slack', 'Ask the engine']);
  expect(page).toContain('No recap was saved, so there is none. No model has answered.');
  expect(page).toContain('What stands in its place');
});

it('a recap shows all of its stages, with saving and posting', async () => {
  const page = await pageOf(THREADS[1], 'done');
  expect(eventsOf(page).at(-1)).toBe('Done');
  expect(stagesOf(page)).toEqual(['Read Slack', 'Ask the engine', 'Check the sources', 'Save', 'Post']);
  expect(page).toContain('>The recap</a>');
});

it('what was read tells whether its channel is public, so that it is found by its name', async () => {
  const { text } = await browser.get('/admin/channels?search=gener');
  expect(text).toContain('#general');
  expect(text).not.toContain('<small>private</small>');
});
