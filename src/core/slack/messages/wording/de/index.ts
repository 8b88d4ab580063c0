import { en, type Wording } from '../en/index.ts';
import { asking } from './asking.ts';
import { decisions } from './decisions.ts';
import { failures } from './failures.ts';
import { finding } from './finding.ts';
import { home } from './home.ts';
import { note } from './note.ts';
import { progress } from './progress.ts';
import { recap } from './recap.ts';
import { result } from './result.ts';
import { settings } from './settings.ts';

/** German. What is taken from English is not translated yet. */
export const de: Wording = {
  failures,
  progress,
  recap,
  asking,
  items: en.items,
  decisions,
  finding,
  home,
  settings,
  note,
  reminders: en.reminders,
  result,
};
