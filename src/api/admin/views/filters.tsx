import type { ComponentChildren, VNode } from 'preact';
import type { PageFrame } from '../resource.ts';
import { inWords } from './formats.ts';

type Query = PageFrame['query'];

/** A form that narrows a list; its answer is a page that can be linked to. */
export function Filters({ frame, children }: { frame: PageFrame; children: ComponentChildren }): VNode {
  const { path, query } = frame;
  return (
    <form class="filters" method="get" action={path} aria-label="Filter" data-live>
      {query.workspace === undefined ? null : (
        <input type="hidden" name="workspace" value={query.workspace} />
      )}
      {children}
      <div class="filters-end">
        <button class="button" type="submit">
          Filter
        </button>
        {isNarrowed(query) ? <a href={path}>Clear</a> : null}
      </div>
    </form>
  );
}

function isNarrowed(query: Query): boolean {
  return Object.keys(query).some((name) => name !== 'cursor' && name !== 'limit');
}

/** A menu of the values that a field can have; `names` says them in other words. */
export function Choice({
  name,
  label,
  values,
  query,
  names = {},
  any = 'Any',
}: {
  name: string;
  label: string;
  values: readonly string[];
  query: Query;
  names?: Readonly<Record<string, string>>;
  /** What stands for no choice. */
  any?: string;
}): VNode {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        <option value="">{any}</option>
        {values.map((value) => (
          <option key={value} value={value} selected={query[name] === value}>
            {names[value] ?? inWords(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TextProps {
  name: string;
  label: string;
  query: Query;
  placeholder?: string;
}

/** A field to type or paste in. */
export function Text({ name, label, query, placeholder = '' }: TextProps): VNode {
  return (
    <label class="field">
      <span>{label}</span>
      <input type="text" name={name} value={query[name] ?? ''} placeholder={placeholder} {...AS_TYPED} />
    </label>
  );
}

/** A field to look for something by its name; the key `/` leads there. */
export function Search({ name, label, query, placeholder = '' }: TextProps): VNode {
  return (
    <label class="field">
      <span>{label}</span>
      <input type="search" name={name} value={query[name] ?? ''} placeholder={placeholder} {...AS_TYPED} />
    </label>
  );
}

/** A day, in UTC. */
export function Day({ name, label, query }: Omit<TextProps, 'placeholder'>): VNode {
  return (
    <label class="field">
      <span>{label}</span>
      <input type="date" name={name} value={query[name] ?? ''} />
    </label>
  );
}

const AS_TYPED = { autocomplete: 'off', spellcheck: false } as const;
