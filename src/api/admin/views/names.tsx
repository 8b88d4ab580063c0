import type { VNode } from 'preact';
import { ERASED } from '../../../core/domain/erasure.ts';
import type { PageFrame } from '../resource.ts';
import { linkTo } from './table.tsx';

/** A person by name where Slack tells it, else by id. */
export function Person({ id, people }: { id: string; people: PageFrame['people'] }): VNode {
  if (id === ERASED) return <span class="hidden-name">somebody whose data was deleted</span>;
  const name = people.get(id);
  return name === undefined ? <code>{id}</code> : <span title={id}>{name}</span>;
}

/** Who did something: a person, a program with a token, somebody at the command line, or Recall by itself. */
export function Actor({ actor, people }: { actor: string; people: PageFrame['people'] }): VNode {
  if (actor === 'recall') return <span>Recall itself</span>;
  if (actor === 'operator') return <span>Operator (command line)</span>;
  if (!actor.startsWith('token:')) return <Person id={actor} people={people} />;
  return (
    <span>
      API token <code>{actor.slice('token:'.length)}</code>
    </span>
  );
}

interface NamedChannel {
  id: string;
  /** Null where the viewer may not know it. */
  name: string | null;
}

/** A channel by name where the viewer may know it, else by its kind and id. */
export function Channel({ id, name }: NamedChannel): VNode {
  if (name !== null && name !== '') return <span title={id}>#{name}</span>;
  return (
    <span class="hidden-name">
      {kindOf(id)} <code>{id}</code>
    </span>
  );
}

/** The same in words alone, for labels. */
export function channelWords({ id, name }: NamedChannel): string {
  return name !== null && name !== '' ? `#${name}` : `${kindOf(id)} ${id}`;
}

function kindOf(id: string): string {
  return id.startsWith('D') ? 'Direct message' : 'Channel';
}

/** Whether rows are of several workspaces, so that each must say which. */
export function isAcross(rows: readonly { workspaceId: string }[]): boolean {
  return new Set(rows.map(({ workspaceId }) => workspaceId)).size > 1;
}

/** Says that only one workspace is shown, and leads to all. */
export function OneWorkspace({ frame, name }: { frame: PageFrame; name?: string | undefined }): VNode | null {
  const { workspace } = frame.query;
  if (workspace === undefined) return null;
  return (
    <p class="narrowed">
      Only workspace <b>{name ?? workspace}</b>.{' '}
      <a href={linkTo(frame.path, { ...frame.query, workspace: undefined, cursor: undefined })}>
        Show all workspaces
      </a>
    </p>
  );
}
