import type { ComponentChildren, VNode } from 'preact';

/** A line of figures above a list. */
export function Totals({ entries }: { entries: readonly (readonly [string, ComponentChildren])[] }): VNode {
  return (
    <dl class="figures figures-small">
      {entries.map(([label, value]) => (
        <div key={label} class="figure">
          <dt>{label}</dt>
          <dd>
            <span class="figure-value">{value}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
