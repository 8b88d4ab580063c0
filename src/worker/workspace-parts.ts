import { type Access, createAccess } from '../core/display/access.ts';
import { createDigestDisplay, type DigestDisplay } from '../core/display/digest.ts';
import { createHomeDisplay } from '../core/display/home.ts';
import { createRecapDisplay, type RecapDisplay } from '../core/display/recap-display.ts';
import type { Engine } from '../core/domain/engine.ts';
import type { Events } from '../core/runtime/events.ts';
import type { Slack } from '../core/slack/client.ts';
import type { People } from '../core/slack/people.ts';
import type { Store, WorkspaceStore } from '../core/store/index.ts';
import { createRecapper, type RecapPace, type Recapper } from './recap/index.ts';

export interface WorkspacePartsDeps {
  store: Pick<Store, 'within' | 'owners'>;
  engine: Engine;
  people: People;
  events: Events;
  now(): Date;
  /** For recaps and digests, which may wait for Slack's rate limits. */
  patient(workspaceId: string, signal?: AbortSignal): Slack;
  /** For what is brought up to date again at the next occasion. */
  prompt(workspaceId: string, signal?: AbortSignal): Slack;
  monthlyBudgetUsd: number;
  pace: { recap: RecapPace; digestStaleMs: number };
}

/** What the worker does in one workspace, with a store that finds nothing of any other. */
export interface WorkspacePart {
  store: WorkspaceStore;
  access: Access;
  recapper: Recapper;
  recaps: RecapDisplay;
  digests: DigestDisplay;
}

/** What the jobs call, which name a conversation or a period: each call is done by the part of the workspace that it is of. */
export interface WorkspaceParts {
  of(workspaceId: string): WorkspacePart;
  recapper: Recapper;
  recaps: Pick<RecapDisplay, 'refresh'>;
  digests: Pick<DigestDisplay, 'post'>;
}

/** So many parts are kept, since each remembers what it is showing at the moment. */
const MOST_KEPT = 1000;

export function createWorkspaceParts(deps: WorkspacePartsDeps): WorkspaceParts {
  const { owners } = deps.store;
  const kept = new Map<string, WorkspacePart>();

  function partOf(workspaceId: string): WorkspacePart {
    const known = kept.get(workspaceId);
    if (known) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const part = createPart(workspaceId, deps);
    kept.set(workspaceId, part);
    return part;
  }

  return {
    of: partOf,
    recapper: {
      run: (conversation, signal) => partOf(conversation.workspaceId).recapper.run(conversation, signal),
      giveUp: (conversation, code, signal) =>
        partOf(conversation.workspaceId).recapper.giveUp(conversation, code, signal),
    },
    recaps: {
      async refresh(conversationId) {
        const workspaceId = await owners.ofConversation(conversationId);
        if (workspaceId !== null) await partOf(workspaceId).recaps.refresh(conversationId);
      },
    },
    digests: {
      async post(periodId) {
        const workspaceId = await owners.ofPeriod(periodId);
        return workspaceId === null ? null : partOf(workspaceId).digests.post(periodId);
      },
    },
  };
}

function createPart(workspaceId: string, deps: WorkspacePartsDeps): WorkspacePart {
  const { engine, people, events, now, patient, prompt, monthlyBudgetUsd, pace } = deps;
  const store = deps.store.within(workspaceId);
  const shared = { store, people, events, now };
  const access = createAccess({ ...shared, slackFor: prompt });
  const home = createHomeDisplay({ ...shared, access, slackFor: prompt });
  const digests = createDigestDisplay({ ...shared, access, slackFor: patient, staleMs: pace.digestStaleMs });
  return {
    store,
    access,
    recapper: createRecapper({
      ...{ store, engine, events, now, home, access, monthlyBudgetUsd },
      ...{ pace: pace.recap, slackFor: patient },
    }),
    recaps: createRecapDisplay({ ...shared, digests, slackFor: patient }),
    digests,
  };
}
