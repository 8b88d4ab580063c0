import { html } from '../page/html.ts';
import type { Person } from '../world/types.ts';
import type { Flow } from './authorize-request.ts';

/** Somebody who may answer, and for what. */
export interface Choice {
  /** `T…`, or `E…` for the whole organization. */
  placeId: string;
  place: string;
  person: Person;
}

export interface Question {
  flow: Flow;
  appName: string;
  scopes: readonly string[];
  choices: readonly Choice[];
}

/** The page on which Slack asks whether an app may come in, or may know who somebody is. The form is posted to its own address. */
export function renderQuestion({ flow, appName, scopes, choices }: Question): string {
  const question =
    flow === 'install' ? `${appName} wants to come into a workspace` : `${appName} wants to know who you are`;
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${question} · Simulated Slack</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
select, button { font: inherit; padding: .4rem .8rem; margin: .3rem .3rem .3rem 0 }
</style>
</head>
<body>
<main>
<h1>${question}</h1>
<p>This is a simulated Slack: choose who you are.</p>
<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
<form method="post">
<label>Who <select name="who">${choices.map(optionOf)}</select></label>
<p><button name="answer" value="allow">Allow</button> <button name="answer" value="cancel">Cancel</button></p>
</form>
</main>
</body>
</html>`;
  return `<!doctype html>${page}`;
}

function optionOf({ placeId, place, person }: Choice) {
  return html`<option value="${placeId}:${person.id}">${person.realName} (${place})</option>`;
}
