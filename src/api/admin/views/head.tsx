import type { ComponentChildren, VNode } from 'preact';

/** The top of a page: what it is, a sentence on it, and what leads on from it. */
export function Head({
  title,
  above = null,
  lead = null,
  children,
}: {
  title: ComponentChildren;
  /** Where it belongs, as links. */
  above?: ComponentChildren;
  lead?: ComponentChildren;
  children?: ComponentChildren;
}): VNode {
  return (
    <header class="head">
      <div class="head-text">
        {above === null ? null : <p class="above">{above}</p>}
        <h1>{title}</h1>
        {lead === null ? null : <p class="lead">{lead}</p>}
      </div>
      {children ? <div class="head-side">{children}</div> : null}
    </header>
  );
}
