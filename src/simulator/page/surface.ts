import type { Viewing } from './viewing.ts';

/** What people have put into the fields of a form, by the fields' names: several where a field takes several. */
export type Entered = ReadonlyMap<string, readonly string[]>;

/** What blocks are drawn with that people can act in: the form around them, as far as it has been filled in. */
export interface Drawing extends Viewing {
  entered: Entered;
  /** What the app has against the entries, by block id. */
  errors: Readonly<Record<string, string>>;
}

const NONE: Entered = new Map();

export function untouched(viewing: Viewing): Drawing {
  return { ...viewing, entered: NONE, errors: {} };
}

/** One element, as forms name it. */
export interface Target {
  blockId: string;
  actionId: string;
  /** Tells apart the choices of one element. */
  value?: string;
}

const FIELD = 'in/';

/** The name that an element's field has in forms. */
export function fieldName({ blockId, actionId }: Target): string {
  return `${FIELD}${joinedParts([blockId, actionId])}`;
}

/** What a form says of elements' fields; a field that it does not mention was not on the page. */
export function enteredIn(form: URLSearchParams): Entered {
  const names = [...new Set(form.keys())].filter((name) => name.startsWith(FIELD));
  return new Map(names.map((name) => [name, form.getAll(name)]));
}

/** The value of the button that means this element. */
export function targetValue({ blockId, actionId, value }: Target): string {
  return joinedParts(value === undefined ? [blockId, actionId] : [blockId, actionId, value]);
}

/** Reads back what `targetValue` made; undefined for anything else. */
export function targetOf(text: string): Target | undefined {
  const [blockId, actionId, value, ...rest] = partsOf(text) ?? [];
  if (blockId === undefined || actionId === undefined || rest.length > 0) return undefined;
  return value === undefined ? { blockId, actionId } : { blockId, actionId, value };
}

/** Several words as the value of one form field. */
export function joinedParts(parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join('/');
}

/** Reads back what `joinedParts` made; undefined for anything else. */
export function partsOf(text: string): string[] | undefined {
  try {
    return text.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
