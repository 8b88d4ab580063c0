import type { ComponentChildren, VNode } from 'preact';
import type { PageFrame } from '../resource.ts';
import { Head } from './head.tsx';

/** Asks once more before something that cannot be undone. With JavaScript it opens over the page that led here. */
export function Confirm({
  frame,
  title,
  children,
  button,
  fields = {},
  back,
}: {
  frame: PageFrame;
  title: string;
  /** What will happen. */
  children: ComponentChildren;
  button: string;
  fields?: Readonly<Record<string, string>>;
  /** Where it goes on without doing so. */
  back: string;
}): VNode {
  return (
    <section class="confirm" data-confirm>
      <Head title={title} />
      <div class="prose">{children}</div>
      <form method="post" action={frame.path} class="buttons">
        {frame.csrf}
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button class="button button-danger" type="submit">
          {button}
        </button>
        <a class="button" href={back} data-close>
          No, go back
        </a>
      </form>
    </section>
  );
}
