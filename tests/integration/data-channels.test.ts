import { describe, expect, it } from 'vitest';
import { ACME } from '../support/asks.ts';
import { at, BRAVO, inDays, stoppedAt, useFilledStore } from '../support/filled-store.ts';
import { fillWorkspace, GENERAL, SECOND } from '../support/filled-workspace.ts';
import { storeRecap } from '../support/stored-recap.ts';

const { acme, conversations, everythingButTheLog, holdUp, keeps, lines, query, queueMany, store } =
  useFilledStore();
const { signal } = new AbortController();

describe('a channel that Slack has no more', () => {
  const purge = (channelId: string) =>
    store().data.purgeChannel(ACME.id, channelId, { actor: 'recall', now: inDays(1) });

  it('is forgotten with all that was said in it, and with the digests of it alone', async () => {
    expect(await purge(SECOND)).toBe(2);
    expect(await keeps(SECOND)).toBe(false);
    expect(await store().recaps.find(acme().thread)).not.toBeNull();
    const digests = await query('SELECT "channelIds", "isPersonal" FROM "Digest" ORDER BY 2');
    expect(digests).toEqual([
      { channelIds: [GENERAL], isPersonal: false },
      { channelIds: [], isPersonal: true },
    ]);
    expect(await lines('channel_purged')).toEqual([
      {
        workspaceId: ACME.id,
        actor: 'recall',
        target: SECOND,
        details: { conversations: 2, digests: 3, isLast: true },
      },
    ]);
  });

  it('leaves no words of what stands elsewhere, which is taken down before its row goes', async () => {
    await query(`UPDATE "Delivery" SET "channelId" = 'D0PERSON' WHERE "conversationId" = $1`, [
      acme().personal,
    ]);
    await purge(GENERAL);
    expect(await conversations()).toContain(acme().personal);
    expect(await store().recaps.find(acme().personal)).toBeNull();
    expect(await query('SELECT 1 FROM "Citation" WHERE "channelId" = $1', [GENERAL])).toEqual([]);
    expect(await keeps('quux-tag')).toBe(true);
    const unshown = await store().standingRecaps.unshown({ since: at, before: inDays(2), limit: 9 });
    expect(unshown).toContain(acme().personal);
    expect(await store().data.removeTombstones(inDays(1), signal)).toBe(0);
    await store().deliveries.forget(acme().personal, 0);
    expect(await store().data.removeTombstones(inDays(1), signal)).toBe(1);
    expect(await query('SELECT id FROM "Channel" WHERE id = $1', [GENERAL])).toEqual([]);
  });

  it('is purged once, however often it is told', async () => {
    await purge(SECOND);
    expect(await purge(SECOND)).toBe(0);
    await store().data.purgeChannel('T0NOWHERE', SECOND, { actor: 'recall', now: at });
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('is purged in the end where that was stopped half-way', async () => {
    await queueMany(250, SECOND);
    const purging = { actor: 'recall', now: inDays(1), signal: stoppedAt(2) };
    await expect(store().data.purgeChannel(ACME.id, SECOND, purging)).rejects.toThrow();
    expect(await purge(SECOND)).toBe(52);
    const counts = (await lines('channel_purged')).map(({ details }) => details.conversations);
    expect(counts).toEqual([200, 52]);
  });
});

describe('a channel that is written down as gone', () => {
  const note = (channelId: string) => store().data.noteGoneChannel(ACME.id, channelId, at);
  const purge = () => store().data.purgeGoneChannels({ now: inDays(1), signal });

  it('is purged, however late, and once', async () => {
    expect(await note(SECOND)).toEqual([ACME.id]);
    expect(await note(SECOND)).toEqual([ACME.id]);
    expect(await purge()).toBe(2);
    expect(await keeps(SECOND)).toBe(false);
    expect(await purge()).toBe(0);
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('is counted once where two processes purge it at the same time', async () => {
    await note(SECOND);
    expect((await Promise.all([purge(), purge()])).toSorted()).toEqual([0, 2]);
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('of which messages stand elsewhere is purged once, and its row goes with them', async () => {
    await query(`UPDATE "Delivery" SET "channelId" = 'D0PERSON' WHERE "conversationId" = $1`, [
      acme().personal,
    ]);
    await note(GENERAL);
    expect(await purge()).toBe(5);
    expect(await purge()).toBe(0);
    expect(await lines('channel_purged')).toHaveLength(1);
  });

  it('is purged though another one cannot be', async () => {
    await note(GENERAL);
    await note(SECOND);
    await query(`UPDATE "Channel" SET "goneAt" = $1 WHERE id = $2`, [inDays(-1), GENERAL]);
    await holdUp('channelId', GENERAL);
    await expect(purge()).rejects.toMatchObject({ code: 'internal' });
    expect(await keeps(SECOND)).toBe(false);
    expect(await store().recaps.find(acme().thread)).not.toBeNull();
  });

  it('is nothing where nothing is kept about it', async () => {
    expect(await note('C0NEVER')).toEqual([]);
    expect(await keeps('C0NEVER')).toBe(false);
  });

  it('goes in all workspaces of the organization that have it, and in no other', async () => {
    await fillWorkspace(store(), { workspaceId: BRAVO, mark: 'zorp', at });
    await fillWorkspace(store(), { workspaceId: 'T0CEDAR', mark: 'plugh', at });
    await query(`UPDATE "Workspace" SET "organizationId" = $1 WHERE id = $2`, [ACME.id, BRAVO]);
    expect(await note(SECOND)).toEqual([ACME.id, BRAVO]);
    expect(await purge()).toBe(4);
    expect(await keeps('quux-second')).toBe(false);
    expect(await keeps('zorp-second')).toBe(false);
    expect(await keeps('plugh-second')).toBe(true);
    expect(await store().data.renameChannel(BRAVO, GENERAL, 'C0NEW')).toBe(true);
    const rows = await query(`SELECT "workspaceId", id FROM "Channel" WHERE id LIKE 'C0%' ORDER BY 1, 2`);
    expect(rows).toEqual([
      { workspaceId: ACME.id, id: 'C0NEW' },
      { workspaceId: BRAVO, id: 'C0NEW' },
      { workspaceId: 'T0CEDAR', id: GENERAL },
      { workspaceId: 'T0CEDAR', id: SECOND },
    ]);
  });
});

describe('a channel that Slack calls by another id', () => {
  it('keeps all that is kept about it under the new one', async () => {
    const count = async () => (await everythingButTheLog()).split(`"${GENERAL}"`).length;
    const [before, newBefore] = [await count(), (await everythingButTheLog()).split('"C0NEW"').length];
    expect(before).toBeGreaterThan(10);
    expect(newBefore).toBe(1);
    expect(await store().data.renameChannel(ACME.id, GENERAL, 'C0NEW')).toBe(true);
    expect(await keeps(GENERAL)).toBe(false);
    // Who was in it is asked anew.
    expect((await everythingButTheLog()).split('"C0NEW"').length).toBe(before - 1);
    expect(await store().data.renameChannel(ACME.id, GENERAL, 'C0NEW')).toBe(false);
    expect((await store().conversations.find(acme().thread))?.channel.id).toBe('C0NEW');
  });

  it('is one with what was kept under the new id already', async () => {
    await store().channels.changeSettings(
      ACME.id,
      { id: GENERAL, name: 'general' },
      { mode: 'on', language: 'de' },
    );
    await storeRecap(store(), { ask: { channel: { id: 'C0NEW', name: '' } }, at });
    await store().data.renameChannel(ACME.id, GENERAL, 'C0NEW');
    expect(await store().channels.modeOf(ACME.id, 'C0NEW')).toBe('on');
    expect(await keeps(GENERAL)).toBe(false);
  });

  it('of another workspace is not touched', async () => {
    const before = await everythingButTheLog();
    await store().data.renameChannel('T0NOWHERE', GENERAL, 'C0NEW');
    expect((await everythingButTheLog()) === before).toBe(true);
  });
});
