import type { Delivery } from '../../deliveries/courier.ts';
import type { Visitor } from '../../http/page.ts';
import type { Playground } from '../playground.ts';
import { partsOf } from '../surface.ts';
import type { Viewing } from '../viewing.ts';

/** Something a person asks for by sending a form. */
export interface Asked {
  form: URLSearchParams;
  viewing: Viewing;
  actor: Visitor;
  playground: Playground;
}

/** What came of it. */
export interface Outcome {
  /** What the person has to be told. */
  notice?: string;
  /** What was typed and went nowhere, to be typed on. */
  unsent?: string;
  /** The element of the page to show, by its id. */
  anchor?: string;
  /** Where to go instead of back. */
  to?: string;
}

export type Deed = (asked: Asked) => Promise<Outcome>;

/** A form that the page does not send; the message says what is wrong with it. */
export class BadForm extends Error {
  override name = 'BadForm';
}

/** The value of a field; throws BadForm where there is none. */
export function fieldOf(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null) throw new BadForm(`The form has no field “${name}”.`);
  return value;
}

/** What a small button is to do its deed to; throws BadForm unless it names just so many things. */
export function namedParts(form: URLSearchParams, count: number): string[] {
  const parts = partsOf(fieldOf(form, 'on'));
  if (parts?.length !== count) throw new BadForm('The form does not say what is meant.');
  return parts;
}

/** What a person is told where the app did not take what Slack sent it. */
export function reportOn(
  deliveries: readonly Delivery[] | undefined,
  { app }: Pick<Viewing, 'app'>,
): Pick<Outcome, 'notice'> {
  if (deliveries === undefined)
    return { notice: `${app.name} has not answered yet. Look again in a moment.` };
  const failed = deliveries.find(({ failure }) => failure !== null);
  if (failed === undefined) return {};
  if (failed.failure === 'http_timeout') {
    return { notice: `${app.name} did not answer within three seconds. Try it once more.` };
  }
  const answer =
    failed.status === null ? 'could not be reached' : `answered with an error (HTTP ${failed.status})`;
  return { notice: `${app.name} ${answer}.` };
}
