import { admin } from './admin.ts';
import { asking } from './asking.ts';
import { decisions } from './decisions.ts';
import { digests } from './digests.ts';
import { failures } from './failures.ts';
import { finding } from './finding.ts';
import { home } from './home.ts';
import { items } from './items.ts';
import { note } from './note.ts';
import { progress } from './progress.ts';
import { recap } from './recap.ts';
import { reminders } from './reminders.ts';
import { result } from './result.ts';
import { settings } from './settings.ts';

/** English, which every other language falls back to. */
export const en = {
  admin,
  failures,
  progress,
  recap,
  asking,
  items,
  decisions,
  digests,
  finding,
  home,
  settings,
  note,
  reminders,
  result,
};

/** Every sentence that Recall says, by area. Each language has the same, and the compiler names what one lacks. */
export type Wording = typeof en;
