import { projectFile } from './project-files.ts';

export interface ExampleVariable {
  name: string;
  value: string;
  isCommentedOut: boolean;
  /** The prose above it. */
  explanation: string;
}

/** The variables of .env.example, in order. Variables that follow one another share the explanation above the first. */
export function readEnvironmentExample(): ExampleVariable[] {
  const found: ExampleVariable[] = [];
  let prose: string[] = [];
  let isAfterVariable = false;
  for (const line of projectFile('.env.example').split('\n')) {
    const [, hash, name, value = ''] = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined) {
      if (isAfterVariable || !line.startsWith('#')) prose = [];
      if (line.startsWith('#')) prose.push(line.slice(1).trim());
      isAfterVariable = false;
    } else {
      found.push({ name, value, isCommentedOut: hash !== undefined, explanation: prose.join(' ') });
      isAfterVariable = true;
    }
  }
  return found;
}
