import type { ComponentChildren, VNode } from 'preact';
import { THEMES, type Theme } from './door/theme.ts';
import type { Notice, PageFrame } from './resource.ts';

/** What every page is drawn with, whatever it shows. */
export interface Look {
  theme: Theme;
  styleSheet: string;
  script: string;
}

export interface NavigationEntry {
  href: string;
  label: string;
}

interface DocumentProps {
  title: string;
  look: Look;
  /** For scripts, which send it as a header. */
  csrfToken: string | null;
  kind: 'frame' | 'door';
  children: ComponentChildren;
}

function Document({ title, look, csrfToken, kind, children }: DocumentProps) {
  return (
    <html lang="en" {...(look.theme === 'auto' ? {} : { 'data-theme': look.theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {csrfToken && <meta name="csrf-token" content={csrfToken} />}
        <title>{`${title} - Recall`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={look.styleSheet} />
        <script type="module" defer src={look.script} />
      </head>
      <body class={kind}>{children}</body>
    </html>
  );
}

export interface FramePageProps {
  title: string;
  frame: PageFrame;
  look: Look;
  navigation: readonly NavigationEntry[];
  children: ComponentChildren;
}

/** A page for somebody who is signed in: the way to the others, who they are, and what the action before said. */
export function FramePage({ title, frame, look, navigation, children }: FramePageProps): VNode {
  const { viewer, path, notice } = frame;
  return (
    <Document title={title} look={look} csrfToken={viewer.csrfToken} kind="frame">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="side">
        <a class="brand" href="/admin">
          Recall
        </a>
        <nav class="nav" aria-label="Admin">
          <ul>
            {navigation.map(({ href, label }) => (
              <li key={href}>
                <a href={href} {...(isWithin(path, href) ? { 'aria-current': 'page' } : {})}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <details class="who">
          <summary>{frame.people.get(viewer.userId) ?? viewer.userId}</summary>
          <ThemeForm frame={frame} current={look.theme} />
          <form method="post" action="/admin/sign-out">
            {frame.csrf}
            <button type="submit" class="quiet">
              Sign out
            </button>
            <button type="submit" class="quiet" name="everywhere" value="yes">
              Sign out everywhere
            </button>
          </form>
        </details>
      </header>
      <main id="main" class="main" tabIndex={-1}>
        {notice && <NoticeLine notice={notice} />}
        {children}
      </main>
    </Document>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  return (
    <p class={`notice notice-${notice.kind}`} role="status">
      {notice.text}
    </p>
  );
}

const THEME_LABELS: Readonly<Record<Theme, string>> = { auto: 'System', light: 'Light', dark: 'Dark' };

function ThemeForm({ frame, current }: { frame: PageFrame; current: Theme }) {
  const query = new URLSearchParams(frame.query).toString();
  const back = query === '' ? frame.path : `${frame.path}?${query}`;
  return (
    <form class="theme" method="post" action="/admin/theme" aria-label="Colours">
      {frame.csrf}
      <input type="hidden" name="returnTo" value={back} />
      {THEMES.map((theme) => (
        <button
          key={theme}
          type="submit"
          class="quiet"
          name="theme"
          value={theme}
          aria-pressed={theme === current}
        >
          {THEME_LABELS[theme]}
        </button>
      ))}
    </form>
  );
}

export interface DoorPageProps {
  title: string;
  look: Look;
  children: ComponentChildren;
}

/** A page for anybody: to sign in, or to say why not. */
export function DoorPage({ title, look, children }: DoorPageProps): VNode {
  return (
    <Document title={title} look={look} csrfToken={null} kind="door">
      <main id="main" class="door-box">
        <h1>{title}</h1>
        {children}
      </main>
    </Document>
  );
}

/** The overview is not within itself only: every path begins with its own. */
function isWithin(path: string, href: string): boolean {
  return path === href || (href !== '/admin' && path.startsWith(`${href}/`));
}
