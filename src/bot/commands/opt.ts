import { changeOpting } from '../settings/opting.ts';
import type { Subcommand } from './subcommand.ts';

/** `/recall optout` and `/recall optin`: whether recaps use the person's words. */
export const opt: Subcommand<'opt'> = changeOpting;
