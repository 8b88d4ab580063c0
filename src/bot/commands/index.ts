import type { ParsedCommand } from '../command-words/parse.ts';
import { actions } from './actions.ts';
import { admin } from './admin.ts';
import { decisions } from './decisions.ts';
import { digest } from './digest.ts';
import { find } from './find.ts';
import { help } from './help.ts';
import { note } from './note.ts';
import { opt } from './opt.ts';
import { options } from './options.ts';
import { recap } from './recap.ts';
import { settings } from './settings.ts';
import type { Subcommand } from './subcommand.ts';
import { tags } from './tags.ts';
import { thread } from './thread.ts';
import { unclear } from './unclear.ts';
import { waiting } from './waiting.ts';

/** What each kind of command does. A new one is a file in this folder and a line here. */
export const SUBCOMMANDS: { readonly [Kind in ParsedCommand['kind']]: Subcommand<Kind> } = {
  unclear,
  thread,
  recap,
  options,
  note,
  help,
  admin,
  actions,
  decisions,
  digest,
  find,
  opt,
  settings,
  tags,
  waiting,
};
