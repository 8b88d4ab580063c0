import { createRefusals } from '../core/admins/refusals.ts';
import { createStandingCheck } from '../core/admins/standing.ts';
import { createAccess } from '../core/display/access.ts';
import { createDigestDisplay } from '../core/display/digest.ts';
import { createHomeDisplay } from '../core/display/home.ts';
import { createRecapDisplay } from '../core/display/recap-display.ts';
import { asRecallError } from '../core/domain/errors.ts';
import type { Installations } from '../core/installations/index.ts';
import type { Producer } from '../core/queue/producer.ts';
import type { Config } from '../core/runtime/config.ts';
import type { Events } from '../core/runtime/events.ts';
import type { Logger } from '../core/runtime/logger.ts';
import type { People } from '../core/slack/people.ts';
import type { Store } from '../core/store/index.ts';
import type { InstalledWorkspace } from '../core/store/workspaces.ts';
import { type BotApp, createBotApp } from './app.ts';
import { createPickUp } from './asking/pick-up.ts';
import { createChannelChanges } from './channel-changes.ts';

export interface WorkspacePartDeps {
  store: Pick<Store, 'within' | 'data'>;
  producer: Producer;
  installations: Installations;
  people: People;
  events: Events;
  config: Config;
  logger: Logger;
  now(): Date;
}

/** How long a person's ask may wait for Slack's rate limits, in milliseconds. */
const MAX_WAIT_MS = 3000;

/** @returns what makes the bot's part for one workspace, which reads and writes nothing of any other */
export function createWorkspacePart(
  deps: WorkspacePartDeps,
): (workspace: InstalledWorkspace) => Promise<BotApp> {
  const { producer, installations, people, events, config, logger, now } = deps;

  async function startRecaps(conversationIds: readonly string[]): Promise<void> {
    for (const conversationId of conversationIds) {
      await producer
        .enqueue('recap', { conversationId })
        .catch((cause) => events.enqueueFailed({ error: asRecallError(cause) }));
    }
  }

  return (workspace) => {
    const { id: workspaceId, url: workspaceUrl, botUserId } = workspace;
    const store = deps.store.within(workspaceId);
    const slack = installations.slackFor(workspaceId, { maxWaitMs: MAX_WAIT_MS });
    const slackFor = () => slack;
    const access = createAccess({ store, slackFor, people, now });
    const shared = { store, people, events, slackFor };
    const digests = createDigestDisplay({ ...shared, access, now });
    return createBotApp({
      ...{ workspace, workspaceId, workspaceUrl, slack, people, store, events, access, startRecaps, now },
      ...{ config, logger, adminUrl: config.adminUrl },
      standing: createStandingCheck({ installations, organizationOf: store.workspaces.organizationOf }),
      refusals: createRefusals({ audit: store.audit, logger, now }),
      channelChanges: createChannelChanges({
        workspaceId,
        access,
        data: deps.store.data,
        producer,
        events,
        now,
      }),
      pickUp: createPickUp({ store, producer, slack, people, events, workspaceUrl, botUserId, now }),
      recaps: createRecapDisplay({ ...shared, digests }),
      home: createHomeDisplay({ ...shared, access, now }),
    });
  };
}
