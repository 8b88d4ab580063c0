import type { ParsedCommand } from '../command/parse.ts';
import type { Subcommand } from './subcommand.ts';

/** What each kind of command does. A new one is a file in this folder and a line here. */
export const SUBCOMMANDS: { readonly [Kind in ParsedCommand['kind']]?: Subcommand<Kind> } = {};
