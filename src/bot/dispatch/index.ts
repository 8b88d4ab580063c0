import type { ReceiverEvent } from '@slack/bolt';
import { asRecallError } from '../../core/domain/errors.ts';
import type { ChangingInstallations } from '../../core/installations/index.ts';
import { withContext } from '../../core/runtime/context.ts';
import type { Events } from '../../core/runtime/events.ts';
import { readMessageChange } from '../../core/slack/read-change.ts';
import type { Store } from '../../core/store/index.ts';
import type { InstalledWorkspace } from '../../core/store/workspaces.ts';
import type { BotWorkspaces } from '../workspaces.ts';
import { applyInstallationEvent, readInstallationEvent } from './installation-events.ts';
import { declineKindly } from './not-installed.ts';
import type { Organizations } from './organizations.ts';
import { type DeliveryKind, type Place, placeOf } from './place.ts';

export interface DispatchDeps {
  store: Pick<Store, 'owners' | 'installations'>;
  installations: ChangingInstallations;
  organizations: Organizations;
  workspaces: BotWorkspaces;
  events: Events;
  /** The workspace of the bot token, for which everything is then; null in OAuth mode. */
  only: InstalledWorkspace | null;
  /** Where Recall is installed; null in single-workspace mode. */
  installUrl: string | null;
  now(): Date;
}

/** Brings what Slack delivered to the bot's part for its workspace. What is of no workspace is acknowledged, and said to whoever waits. */
export type Dispatch = (event: ReceiverEvent) => Promise<void>;

export function createDispatch(deps: DispatchDeps): Dispatch {
  const { installations, workspaces, organizations, events, only, installUrl, now } = deps;

  async function firstInstalled(ids: readonly string[]): Promise<InstalledWorkspace | null> {
    for (const id of ids) {
      const workspace = await installations.find(id);
      if (workspace) return workspace;
    }
    return null;
  }

  /** In a shared channel the team may be the other side's: then the message that was pressed tells whose it is. */
  async function ownerOf({ pressed }: Place): Promise<InstalledWorkspace | null> {
    const owner = pressed && (await deps.store.owners.of(pressed));
    return owner ? installations.find(owner) : null;
  }

  async function adopted({ workspaceIds: [id], organizationId }: Place) {
    if (id === undefined || organizationId === null) return null;
    return (await organizations.adopt(organizationId, id)) ? installations.find(id) : null;
  }

  async function workspaceOf(place: Place): Promise<InstalledWorkspace | null> {
    if (only) return only;
    const named = await firstInstalled(place.workspaceIds);
    const isUnnamed = named !== null && named.name === named.id;
    if (isUnnamed && place.organizationId !== null) organizations.nameLater(place.organizationId, named.id);
    const botUserId = place.pressed?.botUserId ?? null;
    if (named && (botUserId === null || named.botUserId === botUserId)) return named;
    return (await ownerOf(place)) ?? named ?? (await adopted(place));
  }

  async function toWorkspace(event: ReceiverEvent, place: Place): Promise<void> {
    const workspace = await workspaceOf(place);
    if (!workspace) {
      events.notOurs({ kind: place.kind, workspaceId: place.workspaceIds[0] ?? null });
      return declineKindly(event, place.kind, { why: 'not_installed', installUrl });
    }
    const others = place.organizationId === null ? [] : await alsoChangedIn(event, workspace);
    const app = await workspaces.appFor(workspace);
    await withContext({ workspaceId: workspace.id }, () => app.process(event));
    for (const other of others) {
      const theirs = await workspaces.appFor(other);
      await withContext({ workspaceId: other.id }, () => theirs.process({ ...event, ack: async () => {} }));
    }
  }

  /** A channel may be in several workspaces of an organization. Slack tells once that a message in it is gone, to one of them. */
  async function alsoChangedIn(
    { body }: ReceiverEvent,
    { id }: InstalledWorkspace,
  ): Promise<InstalledWorkspace[]> {
    const change = readMessageChange(body.event);
    if (!change) return [];
    const sharing = await deps.store.owners.sharingChannel(id, change.channelId);
    const installed = await Promise.all(sharing.map((other) => installations.find(other)));
    return installed.filter((other) => other !== null);
  }

  return async (event) => {
    if (isHeldBack(event.body)) return heldBack(event, events);
    const installationEvent = readInstallationEvent(event.body);
    if (installationEvent) {
      const onlyWorkspaceId = only?.id ?? null;
      await applyInstallationEvent(installationEvent, { installations, organizations, onlyWorkspaceId, now });
      return event.ack();
    }
    const place = placeOf(event.body);
    await toWorkspace(event, place).catch(async (cause: unknown) => {
      // Slack delivers an event again; a person is told at once.
      if (!asRecallError(cause).retryable || !WAITED_FOR.has(place.kind)) throw cause;
      events.pickUpFailed({ error: asRecallError(cause) });
      await declineKindly(event, place.kind, { why: 'away' });
    });
  };
}

const WAITED_FOR: ReadonlySet<DeliveryKind> = new Set(['command', 'shortcut', 'press']);

/** Slack tells in an envelope without an event that it holds events back, which Bolt does not know and leaves unanswered. */
function isHeldBack({ type }: Record<string, unknown>): boolean {
  return type === 'app_rate_limited';
}

async function heldBack({ ack, body }: ReceiverEvent, events: Events): Promise<void> {
  const { minute_rate_limited: minute }: Record<string, unknown> = body;
  await ack();
  events.eventsHeldBack({ since: typeof minute === 'number' ? new Date(minute * 1000) : null });
}
