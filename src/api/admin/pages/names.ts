import type { Access } from '../../../core/display/access.ts';
import { inParallel } from '../../../core/domain/in-parallel.ts';
import type { Installations } from '../../../core/installations/index.ts';
import type { People } from '../../../core/slack/people.ts';
import type { AdminContext, Viewer } from '../resource.ts';

export interface NamesDeps {
  installations: Pick<Installations, 'slackFor'>;
  people: People;
  access: Pick<Access, 'readable'>;
}

/** How long a page waits for names, in milliseconds; ids stand in for what Slack has not told by then. */
const PATIENCE_MS = 1500;
const MAX_WAIT_MS = 1000;
const AT_ONCE = 4;
const MOST_CHANNELS = 50;

/** Names for people to read: of people, and of the channels that the viewer may read. Never fails. */
export function createNames({ installations, people, access }: NamesDeps) {
  const nameOfPeople = async (workspaceId: string, ids: readonly string[], names: Map<string, string>) => {
    const slack = installations.slackFor(workspaceId, { maxWaitMs: MAX_WAIT_MS });
    for (const [id, { name }] of await people.named(slack, workspaceId, ids)) names.set(id, name);
  };
  const nameOfChannels = async (
    { userId }: Viewer,
    workspaceId: string,
    ids: readonly string[],
    names: Map<string, string>,
  ) => {
    const slack = installations.slackFor(workspaceId, { maxWaitMs: MAX_WAIT_MS });
    const readable = await access.readable(workspaceId, userId, ids.slice(0, MOST_CHANNELS));
    await inParallel(readable, AT_ONCE, async (id) => {
      names.set(id, (await slack.channel(id)).name);
    });
  };
  return (viewer: Viewer): AdminContext['peopleNamed'] =>
    async (workspaceId, given) => {
      const names = new Map<string, string>();
      if (!sees(viewer, workspaceId)) return names;
      const ids = [...new Set(given)];
      const persons = ids.filter((id) => /^[UW]/.test(id));
      const channels = ids.filter((id) => /^[CG]/.test(id));
      await within(PATIENCE_MS, [
        persons.length > 0 ? nameOfPeople(workspaceId, persons, names) : undefined,
        channels.length > 0 ? nameOfChannels(viewer, workspaceId, channels, names) : undefined,
      ]);
      return new Map(names);
    };
}

function sees({ workspaceIds }: Viewer, workspaceId: string): boolean {
  return workspaceIds === null || workspaceIds.includes(workspaceId);
}

async function within(milliseconds: number, work: readonly (Promise<void> | undefined)[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([Promise.allSettled(work), late]);
  clearTimeout(timer);
}
