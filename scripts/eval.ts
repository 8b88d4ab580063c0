import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Engine } from '../src/core/domain/engine.ts';
import { asRecallError } from '../src/core/domain/errors.ts';
import { loadEngineConfig, readEnvironment } from '../src/core/runtime/config.ts';
import { createBedrockEngine } from '../src/worker/engines/bedrock/index.ts';
import { createBuiltinEngine } from '../src/worker/engines/builtin/index.ts';
import { scoreCompactness } from './eval/compactness.ts';
import { readConversations } from './eval/conversations.ts';
import { type Dialogue, readDialogues, scoreBaselines, scoreEngine } from './eval/dialogues.ts';
import type { KnownConversation } from './eval/expected.ts';
import { scoreFindings } from './eval/findings.ts';
import {
  compactnessTable,
  type FindingRow,
  findingTable,
  replaceBetweenMarkers,
  summaryTable,
} from './eval/tables.ts';

const USAGE = 'usage: npm run eval [-- PATH.jsonl] [--write]';
const DOCUMENT = path('../docs/evaluation.md');
const OWN_DIALOGUES = path('../tests/fixtures/dialogues/dialogues.jsonl');
const FOLDERS = ['development', 'held-out'] as const;
/** Dialogues that a model is asked about; each is a paid call. */
const DIALOGUES_FOR_A_MODEL = 50;

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false } },
  });
  if (positionals.length > 1) throw new Error(USAGE);
  const dialoguePath = positionals[0] ?? OWN_DIALOGUES;
  const dialogues = await readDialogues(dialoguePath);
  const conversations = await Promise.all(
    FOLDERS.map(async (folder) => ({
      name: folder,
      known: await readConversations(path(`../tests/fixtures/conversations/${folder}`)),
    })),
  );
  const engines = [createBuiltinEngine(), ...configuredBedrock()];

  const tables = {
    [dialoguePath === OWN_DIALOGUES ? 'own-dialogues' : 'dialogsum']: await summaries(dialogues, engines),
    findings: findingTable(await findings(conversations, engines)),
    compactness: compactnessTable(conversations.map(({ name, known }) => scoreCompactness(name, known))),
  };
  for (const [name, table] of Object.entries(tables)) console.log(`\n${name}\n\n${table}`);
  if (values.write) await writeTables(tables);
}

/** The bedrock engine where one is configured; says so where none is. */
function configuredBedrock(): Engine[] {
  const config = loadEngineConfig(readEnvironment());
  if (config.name === 'bedrock') {
    const { modelId, fallbackModelId = null, guardrail = null } = config;
    return [createBedrockEngine({ modelId, fallbackModelId, guardrail, now: () => new Date() })];
  }
  console.error('SKIPPED: bedrock is not measured. Set BEDROCK_MODEL_ID and AWS credentials to include it.');
  return [];
}

async function summaries(dialogues: readonly Dialogue[], engines: readonly Engine[]): Promise<string> {
  const scores = [];
  for (const engine of engines) {
    const asked = engine.name === 'builtin' ? dialogues : dialogues.slice(0, DIALOGUES_FOR_A_MODEL);
    const score = await orSkipped(engine, () => scoreEngine(asked, engine));
    if (score !== null) scores.push(score);
  }
  return summaryTable([...scores, ...scoreBaselines(dialogues)]);
}

async function findings(
  folders: readonly { name: string; known: readonly KnownConversation[] }[],
  engines: readonly Engine[],
): Promise<FindingRow[]> {
  const rows: FindingRow[] = [];
  for (const engine of engines) {
    for (const { name, known } of folders) {
      const score = await orSkipped(engine, () => scoreFindings(known, engine));
      if (score !== null) rows.push({ system: engine.name, conversations: name, ...score });
    }
  }
  return rows;
}

/** A model that cannot be reached is reported and left out; the builtin engine has to answer. */
async function orSkipped<Score>(engine: Engine, score: () => Promise<Score>): Promise<Score | null> {
  try {
    return await score();
  } catch (error) {
    if (engine.name === 'builtin') throw error;
    const { code, message } = asRecallError(error);
    console.error(`SKIPPED: ${engine.name} did not answer (${code}: ${message}).`);
    return null;
  }
}

async function writeTables(tables: Readonly<Record<string, string>>): Promise<void> {
  let document = await readFile(DOCUMENT, 'utf8');
  for (const [name, table] of Object.entries(tables)) document = replaceBetweenMarkers(document, name, table);
  await writeFile(DOCUMENT, document);
}

await main();
