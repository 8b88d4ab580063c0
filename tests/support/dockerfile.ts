import { z } from 'zod';
import { projectFile } from './project-files.ts';

export interface Instruction {
  keyword: string;
  rest: string;
}

export interface Stage {
  /** The image that it starts from. */
  from: string;
  name: string | null;
  instructions: Instruction[];
}

export interface Copy {
  /** The stage that it copies from; null for the project itself. */
  fromStage: string | null;
  sources: string[];
  target: string;
}

export function readDockerfile(): Stage[] {
  const stages: Stage[] = [];
  for (const line of projectFile('Dockerfile').replaceAll('\\\n', ' ').split('\n')) {
    const [, keyword, rest = ''] = /^([A-Z]+) +(.+)$/.exec(line) ?? [];
    if (keyword === undefined) continue;
    if (keyword === 'FROM') {
      const [from = '', , name = null] = rest.split(/ +/);
      stages.push({ from, name, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push({ keyword, rest });
    }
  }
  return stages;
}

export function copiesOf({ instructions }: Stage): Copy[] {
  return instructions
    .filter(({ keyword }) => keyword === 'COPY')
    .map(({ rest }) => {
      const words = rest.split(/ +/);
      const [, fromStage = null] = /^--from=(.+)$/.exec(words[0] ?? '') ?? [];
      const paths = words.filter((word) => !word.startsWith('--'));
      return { fromStage, sources: paths.slice(0, -1), target: paths.at(-1) ?? '.' };
    });
}

/** The shell commands of a stage, without what only BuildKit understands. */
export function commandsOf({ instructions }: Stage): string[] {
  return instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .map(({ rest }) => rest.replaceAll(/--mount=\S+ /g, ''));
}

/** The last value of an instruction that stands in JSON, such as ENTRYPOINT. */
export function listOf({ instructions }: Stage, keyword: string): string[] {
  const found = instructions.findLast((instruction) => instruction.keyword === keyword);
  return z.array(z.string()).parse(JSON.parse(found?.rest ?? '[]'));
}

/** The last value of an instruction that is one word, such as USER. */
export function wordOf({ instructions }: Stage, keyword: string): string | undefined {
  return instructions.findLast((instruction) => instruction.keyword === keyword)?.rest;
}
