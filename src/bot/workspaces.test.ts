import { describe, expect, it } from 'vitest';
import type { InstalledWorkspace } from '../core/store/workspaces.ts';
import { createBotWorkspaces } from './workspaces.ts';

const workspace = (id: string, botUserId = 'U0RECALL'): InstalledWorkspace => ({
  ...{ id, botUserId, name: id, url: `https://${id}.slack.com/`, botId: 'B1', scopes: [] },
});

function botWorkspaces(most: number) {
  const made: string[] = [];
  const working = new Map<string, () => void>();
  const workspaces = createBotWorkspaces({
    most,
    async make({ id, botUserId }) {
      made.push(`${id} ${botUserId}`);
      const done = new Promise<void>((resolve) => working.set(id, resolve));
      return { process: async () => {}, idle: () => done };
    },
  });
  return { workspaces, made, finish: (id: string) => working.get(id)?.() };
}

describe('the bot’s workspaces', () => {
  it('are made once, at their first delivery, also where two come at the same time', async () => {
    const { workspaces, made } = botWorkspaces(10);
    const [one, same] = await Promise.all([
      workspaces.appFor(workspace('T1')),
      workspaces.appFor(workspace('T1')),
    ]);
    expect(one).toBe(same);
    expect(made).toEqual(['T1 U0RECALL']);
  });

  it('let go of the one that was used the longest ago, and wait for what it is at', async () => {
    const { workspaces, made, finish } = botWorkspaces(2);
    for (const id of ['T1', 'T2', 'T1', 'T3', 'T1', 'T2']) await workspaces.appFor(workspace(id));
    expect(made.map((one) => one.split(' ')[0])).toEqual(['T1', 'T2', 'T3', 'T2']);
    let isIdle = false;
    const idle = workspaces.idle().then(() => {
      isIdle = true;
    });
    finish('T1');
    finish('T2');
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    finish('T3');
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    void idle;
  });

  it('are made anew where Recall was installed anew', async () => {
    const { workspaces, made } = botWorkspaces(2);
    await workspaces.appFor(workspace('T1'));
    await workspaces.appFor(workspace('T1', 'U0ANEW'));
    await workspaces.appFor(workspace('T1', 'U0ANEW'));
    expect(made).toEqual(['T1 U0RECALL', 'T1 U0ANEW']);
  });

  it('are tried again where making one failed', async () => {
    let tries = 0;
    const workspaces = createBotWorkspaces({
      async make() {
        tries += 1;
        if (tries === 1) throw new Error('away');
        return { process: async () => {}, idle: async () => {} };
      },
    });
    await expect(workspaces.appFor(workspace('T1'))).rejects.toThrow('away');
    await workspaces.appFor(workspace('T1'));
    expect(tries).toBe(2);
  });
});
