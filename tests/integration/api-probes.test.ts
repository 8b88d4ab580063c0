import { describe, expect, it, onTestFinished } from 'vitest';
import { apiWith, get } from '../support/api.ts';
import { createTestDatabase } from '../support/database.ts';
import { startRecall } from '../support/recall.ts';

describe('the probes', () => {
  const probes = async ({ apiUrl }: { apiUrl: string }) => {
    const [live, ready] = await Promise.all(['live', 'ready'].map((name) => get(`${apiUrl}/health/${name}`)));
    return { live: live?.code, ready: ready?.code };
  };

  it('are well once the database is migrated, and ready fails before', async () => {
    const database = await createTestDatabase({ migrated: false });
    const api = await apiWith({ DATABASE_URL: database.url });
    onTestFinished(database.drop);
    expect(await probes(api)).toEqual({ live: 200, ready: 503 });
    const migrated = await createTestDatabase();
    onTestFinished(migrated.drop);
    expect(await probes(await apiWith({ DATABASE_URL: migrated.url }))).toEqual({ live: 200, ready: 200 });
  });

  it('tell a process that lives but is of no use without its database', async () => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const api = await apiWith({ DATABASE_URL: database.url });
    await database.goAway();
    expect(await probes(api)).toEqual({ live: 200, ready: 503 });
    await database.comeBack();
    expect(await probes(api)).toEqual({ live: 200, ready: 200 });
  });

  it('tell that the process is stopping', async () => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const api = await apiWith({ DATABASE_URL: database.url });
    api.stop();
    expect(await probes(api)).toEqual({ live: 200, ready: 503 });
  });
});

describe('every answer', () => {
  async function apiOnItsOwn() {
    const { url, drop } = await createTestDatabase();
    onTestFinished(drop);
    return apiWith({ DATABASE_URL: url });
  }

  it('is JSON, also where there is nothing', async () => {
    const { apiUrl } = await apiOnItsOwn();
    for (const path of [
      '/',
      '/nothing',
      '/health/nothing',
      '/%00',
      '/health/live/%ZZ',
      '/../../etc/passwd',
    ]) {
      const { code, body } = await get(`${apiUrl}${path}`);
      expect([path, code]).toEqual([path, 404]);
      expect(body).toMatchObject({ error: { code: 'not_found', message: expect.any(String) } });
    }
    const posted = await fetch(`${apiUrl}/health`, { method: 'POST', body: '{' });
    expect(posted.status).toBe(404);
    expect(await posted.json()).toMatchObject({ error: { code: 'not_found' } });
  });

  it('has a head', async () => {
    const { apiUrl } = await apiOnItsOwn();
    const head = await fetch(`${apiUrl}/health/live`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  it('is guarded, is not kept, and does not tell what it was made with', async () => {
    const { apiUrl } = await apiOnItsOwn();
    for (const path of ['/health', '/health/live', '/nothing']) {
      const { headers } = await get(`${apiUrl}${path}`);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });

  it('holds no secret, whether all is well or not', async () => {
    const recall = await startRecall({ backend: 'postgres', services: ['bot', 'api'] });
    onTestFinished(() => recall.close());
    const { config, simulator, database } = recall;
    const secrets = [config.slack.signingSecret, simulator.app.botToken, new URL(database.url).password];
    const answers = async () =>
      Promise.all(['/health', '/health/ready', '/nothing'].map((path) => get(`${recall.apiUrl}${path}`)));
    const before = await answers();
    await database.goAway();
    for (const { text, headers } of [...before, ...(await answers())]) {
      const all = text + JSON.stringify([...headers]);
      for (const secret of secrets) expect(all).not.toContain(secret);
    }
  });
});
