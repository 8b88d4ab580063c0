import { afterEach, describe, expect, it } from 'vitest';
import { clientOf, createSimulators, refusalOf } from '../support/simulator-client.ts';
import { connectedWorkspace, smallWorkspace } from '../support/small-workspace.ts';

const { start, closeAll } = createSimulators();
afterEach(closeAll);

const ALL_TYPES = 'public_channel,private_channel';

describe('people', () => {
  it('are told apart by their roles', async () => {
    const seed = smallWorkspace();
    seed.people.push(
      { id: 'U0OWNER', name: 'olga', realName: 'Olga Rye', isPrimaryOwner: true },
      { id: 'U0SOL', name: 'sol', realName: 'Sol Reyes', isUltraRestricted: true },
    );
    const { users } = clientOf(await start({ seed }));
    expect((await users.info({ user: 'U0OWNER' })).user).toMatchObject({
      is_admin: true,
      is_owner: true,
      is_primary_owner: true,
      is_restricted: false,
      team_id: 'T0ACME',
    });
    expect((await users.info({ user: 'U0SOL' })).user).toMatchObject({
      is_admin: false,
      is_restricted: true,
      is_ultra_restricted: true,
    });
  });

  it('of another workspace come with that one and without roles, and as strangers where no channel is shared', async () => {
    const seed = connectedWorkspace();
    seed.people.push({ id: 'U0FAR', name: 'faye', realName: 'Faye Far', teamId: 'T0OTHER', locale: 'de-AT' });
    const { users } = clientOf(await start({ seed }));
    const { user: otto } = await users.info({ user: 'U0OTTO', include_locale: true });
    expect(otto).toMatchObject({ team_id: 'T0OTHER', is_stranger: false, tz: 'Europe/Vienna' });
    for (const role of ['is_admin', 'is_owner', 'is_primary_owner', 'is_restricted', 'is_ultra_restricted'])
      expect(otto).not.toHaveProperty(role);
    const { user: faye } = await users.info({ user: 'U0FAR', include_locale: true });
    expect(faye).toMatchObject({ team_id: 'T0OTHER', is_stranger: true, profile: { team: 'T0OTHER' } });
    expect(faye).not.toHaveProperty('locale');
  });

  it('are gone once their account has ended', async () => {
    const simulator = await start();
    simulator.deactivate('U0BO');
    const client = clientOf(simulator);
    expect((await client.users.info({ user: 'U0BO' })).user).toMatchObject({ deleted: true });
    expect((await client.conversations.members({ channel: 'C0GENERAL' })).members).not.toContain('U0BO');
    expect(() => simulator.as('U0BO')).toThrow('cannot act');
  });

  it('who are guests find only the channels they are in', async () => {
    const simulator = await start({ seed: connectedWorkspace() });
    const [mara, gail, otto] = ['U0MARA', 'U0GAIL', 'U0OTTO'].map((id) => simulator.as(id));
    await mara?.react({ channel: 'C0PUBLIC', ts: '1700000000.000000', name: 'eyes' });
    const looking = { channel: 'C0PUBLIC', ts: '1700000000.000000', callbackId: 'recall_privately' };
    await expect(async () => gail?.useMessageShortcut(looking)).rejects.toThrow('cannot see');
    await expect(async () => otto?.useMessageShortcut(looking)).rejects.toThrow('cannot see');
    await expect(gail?.join('C0PUBLIC')).rejects.toThrow('cannot see');
    await expect(gail?.bring({ channel: 'C0GENERAL', user: 'U0OTTO' })).rejects.toThrow('is a guest');
  });
});

describe('members of a channel', () => {
  it('are listed in pages, for public channels also from outside', async () => {
    const members = Array.from({ length: 7 }, (_, index) => `U0M${index}`);
    const people = members.map((id) => ({ id, name: id.toLowerCase(), realName: id }));
    const seed = smallWorkspace({ members, appIsMember: false });
    const { conversations } = clientOf(
      await start({ seed: { ...seed, people: [...seed.people, ...people] } }),
    );
    const pages: (string[] | undefined)[] = [];
    let cursor = '';
    do {
      const page = await conversations.members({ channel: 'C0GENERAL', limit: 3, cursor });
      pages.push(page.members);
      cursor = page.response_metadata?.next_cursor ?? '';
    } while (cursor !== '');
    expect(pages).toEqual([members.slice(0, 3), members.slice(3, 6), members.slice(6)]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['channel_not_found', { channel: 'C0SECRET' }],
    ['channel_not_found', { channel: 'C0NOWHERE' }],
    ['invalid_limit', { channel: 'C0GENERAL', limit: 1001 }],
    ['invalid_cursor', { channel: 'C0GENERAL', cursor: 'nonsense' }],
  ])('are refused with %s: %j', async (error, args) => {
    const client = clientOf(await start());
    expect(await refusalOf(client.apiCall('conversations.members', args))).toMatchObject({ error });
  });

  it('need the scope of the kind of channel', async () => {
    const simulator = await start({
      seed: smallWorkspace({ isPrivate: true }),
      app: { scopes: ['channels:read'] },
    });
    const call = clientOf(simulator).conversations.members({ channel: 'C0GENERAL' });
    expect(await refusalOf(call)).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
  });
});

describe('channels of a person', () => {
  it('are the public ones, and the private ones that the app is in too', async () => {
    const simulator = await start();
    const { users } = clientOf(simulator);
    const ids = async (args: Record<string, unknown>) =>
      (await users.conversations({ types: ALL_TYPES, ...args })).channels?.map(({ id }) => id);
    expect(await ids({ user: 'U0BO' })).toEqual(['C0GENERAL', 'C0PUBLIC', 'C0OLD']);
    expect(await ids({ user: 'U0BO', exclude_archived: true })).toEqual(['C0GENERAL', 'C0PUBLIC']);
    expect(await ids({ user: 'U0BO', types: 'private_channel' })).toEqual([]);
    await simulator.invite('C0SECRET');
    expect(await ids({ user: 'U0BO', types: 'private_channel' })).toEqual(['C0SECRET']);
    expect(await ids({})).toEqual(['C0GENERAL', 'C0SECRET', 'C0OLD']);
    expect(await refusalOf(users.conversations({ user: 'U0NOBODY' }))).toMatchObject({
      error: 'user_not_found',
    });
  });

  it('come in pages that say nothing of membership', async () => {
    const { users } = clientOf(await start());
    const first = await users.conversations({ user: 'U0BO', limit: 2 });
    const second = await users.conversations({
      user: 'U0BO',
      limit: 2,
      cursor: first.response_metadata?.next_cursor ?? '',
    });
    expect([first, second].map(({ channels }) => channels?.map(({ id }) => id))).toEqual([
      ['C0GENERAL', 'C0PUBLIC'],
      ['C0OLD'],
    ]);
    expect(first.channels?.[0]).not.toHaveProperty('is_member');
    expect(second.response_metadata?.next_cursor).toBe('');
  });
});

describe('what is told of a channel', () => {
  it('are its maker, whether it is shared, and on request how many are in it', async () => {
    const seed = connectedWorkspace();
    const [general] = seed.channels;
    if (general !== undefined) general.creator = 'U0BO';
    const { conversations } = clientOf(await start({ seed }));
    const { channel } = await conversations.info({ channel: 'C0GENERAL', include_num_members: true });
    expect(channel).toMatchObject({ creator: 'U0BO', is_ext_shared: false, is_member: true, num_members: 5 });
    const { channel: shared } = await conversations.info({ channel: 'C0HARBOUR' });
    expect(shared).toMatchObject({
      creator: 'U0MARA',
      is_ext_shared: true,
      shared_team_ids: ['T0ACME', 'T0OTHER'],
    });
    expect(shared).not.toHaveProperty('num_members');
  });
});
