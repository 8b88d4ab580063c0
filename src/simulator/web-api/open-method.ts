import type { Arguments } from './arguments.ts';

export interface ClientCredentials {
  id: string;
  secret: string;
}

/** What an app may say of itself beside the arguments. */
export interface OpenCall {
  args: Arguments;
  /** From the header of HTTP's basic authentication. */
  basic: ClientCredentials | undefined;
  /** A token of whatever kind. */
  token: string | undefined;
}

/** A method that needs no token of the app: answers the call, `ok` left out; throws a Refusal. */
export type OpenMethod = (call: OpenCall) => Record<string, unknown>;
export type OpenMethodTable = Readonly<Record<string, OpenMethod>>;
