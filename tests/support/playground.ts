import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { createPlayground } from '../../src/simulator/page/index.ts';
import { type ErrandApp, startErrandApp } from './errand-app.ts';
import { type Browser, openBrowser } from './form-browser.ts';
import { FAR_REACHING_APP } from './simulator-client.ts';
import { ROOT_TS, smallWorkspace, threadOf } from './small-workspace.ts';

/** Where the page shows the channel of the small workspace, and the thread in it. */
export const CHANNEL_PAGE = '/channel/C0GENERAL';
export const THREAD_PAGE = `${CHANNEL_PAGE}/thread/${ROOT_TS}`;

export interface OpenPlayground {
  simulator: Simulator;
  app: ErrandApp;
  /** Two people at their browsers. */
  mara: Browser;
  bo: Browser;
}

export interface Playgrounds {
  /** A page in front of the small workspace, with an app that does a little of everything. */
  start(): Promise<OpenPlayground>;
  /** Closes all that were started. */
  closeAll(): Promise<void>;
}

export function createPlaygrounds(): Playgrounds {
  const open: { close(): Promise<void> }[] = [];
  return {
    async start() {
      const simulator = await startSimulator({
        seed: smallWorkspace({ messages: threadOf(2) }),
        page: createPlayground,
        app: { ...FAR_REACHING_APP, globalShortcuts: [{ callbackId: 'recall_note', name: 'Note it' }] },
      });
      open.push(simulator);
      const app = await startErrandApp(simulator);
      open.push(app);
      return {
        simulator,
        app,
        mara: openBrowser(simulator.url, 'U0MARA'),
        bo: openBrowser(simulator.url, 'U0BO'),
      };
    },
    async closeAll() {
      await Promise.all(open.splice(0).map((part) => part.close()));
    },
  };
}
