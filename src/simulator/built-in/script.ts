import type { Duration } from './duration.ts';
import type { Handle, Speaker } from './people.ts';
import type { ChannelName } from './places.ts';

/**
 * How the workspace is written down: as a script, in which people speak lines.
 *
 * Lines are plain words. `@jonas` and `#booking` become mentions, `[label](https://…)` and bare addresses become links,
 * backticks and `:emoji:` are Slack's own. Days follow the clock: `{weekday+2}` (German: `{wochentag+2}`) is the name of
 * the day two working days after the message, and `{date+12}` (`{datum+12}`) is the working day twelve days from now, the
 * same day for whoever names it. See `phrasing.ts`.
 */
export interface ChannelScript {
  name: ChannelName;
  purpose: string;
  topic: string;
  isPrivate?: boolean;
  appIsMember: boolean;
  members: Handle[];
  scenes: Scene[];
}

export interface Scene {
  kind: 'thread' | 'talk';
  /** How long before now the first line was said. */
  ago: Duration;
  lines: Line[];
}

interface LineNotes {
  pause?: Duration;
  reactions?: { name: string; by: Handle[] }[];
  files?: string[];
  edited?: boolean;
}

/** One message; the methods return a copy with something added. */
export class Line {
  constructor(
    readonly speaker: Speaker,
    readonly text: string,
    readonly notes: LineNotes = {},
  ) {}

  /** Time since the line before; without it, about the time that reading and typing takes. */
  after(pause: Duration): Line {
    return new Line(this.speaker, this.text, { ...this.notes, pause });
  }

  reacted(name: string, ...by: Handle[]): Line {
    const reactions = [...(this.notes.reactions ?? []), { name, by }];
    return new Line(this.speaker, this.text, { ...this.notes, reactions });
  }

  with(...files: string[]): Line {
    return new Line(this.speaker, this.text, { ...this.notes, files });
  }

  edited(): Line {
    return new Line(this.speaker, this.text, { ...this.notes, edited: true });
  }
}

/** A root message (the first line) and its replies. */
export function thread(ago: Duration, lines: Line[]): Scene {
  return { kind: 'thread', ago, lines };
}

/** Messages one after another in the channel itself. */
export function talk(ago: Duration, lines: Line[]): Scene {
  return { kind: 'talk', ago, lines };
}
