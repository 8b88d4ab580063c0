import { en, type Wording } from '../en/index.ts';
import { failures } from './failures.ts';
import { home } from './home.ts';
import { progress } from './progress.ts';
import { recap } from './recap.ts';
import { settings } from './settings.ts';

/** German. What is taken from English is not translated yet. */
export const de: Wording = {
  failures,
  progress,
  recap,
  asking: en.asking,
  items: en.items,
  decisions: en.decisions,
  finding: en.finding,
  home,
  settings,
  note: en.note,
  reminders: en.reminders,
};
