import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RecallError } from '../core/domain/errors.ts';
import { createStore, type Store } from '../core/store/index.ts';

export interface ExportCommand {
  databaseUrl: string;
  workspace: string;
  /** A Slack user id; everything of the workspace where it is left out. */
  person?: string | undefined;
  /** Standard output where it is left out. */
  out?: string | undefined;
  now(): Date;
  stdout: Writable;
  /** Tells how far it is, a line at a time. */
  tell(line: string): void;
  signal: AbortSignal;
}

const TELL_EVERY_ROWS = 10_000;
/** For its owner alone: the file holds what private recaps say. */
const OWNER_ONLY = 0o600;

/**
 * Writes everything that is kept about a workspace, or a person of it, as JSON. A file is there whole or not at all.
 * @throws RecallError `no_longer_there` where nothing is kept about the workspace, `bad_input` where the file is there already
 */
export async function runExport(command: ExportCommand): Promise<void> {
  const store = createStore({ databaseUrl: command.databaseUrl, max: 2 });
  try {
    await exportTo(store, command);
  } finally {
    await store.close();
  }
}

async function exportTo(store: Store, command: ExportCommand): Promise<void> {
  const { out, stdout, tell, signal } = command;
  let total = 0;
  const pieces = piecesOf(store, command, (rows) => {
    if (Math.floor(rows / TELL_EVERY_ROWS) > Math.floor(total / TELL_EVERY_ROWS)) tell(`${rows} rows so far`);
    total = rows;
  });
  if (out === undefined) await pipeline(Readable.from(pieces), stdout, { signal, end: false });
  else await writeFile(out, pieces, signal);
  tell(`exported ${total} rows${out === undefined ? '' : ` to ${out}`}`);
}

function piecesOf(
  { data }: Store,
  { workspace, person, now }: ExportCommand,
  onRows: (rows: number) => void,
): AsyncGenerator<string> {
  const options = { texts: true, actor: 'operator', now: now(), onRows };
  if (person === undefined) return data.exportWorkspace(workspace, options);
  return data.exportPerson(workspace, person, options);
}

async function writeFile(out: string, pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  if (existsSync(out)) throw new RecallError('bad_input', `${out} is there already; name another file`);
  const unfinished = `${out}.part`;
  const file = createWriteStream(unfinished, { flags: 'wx', mode: OWNER_ONLY });
  try {
    await pipeline(Readable.from(pieces), file, { signal });
    await rename(unfinished, out);
  } catch (error) {
    if (isAlreadyThere(error))
      throw new RecallError(
        'bad_input',
        `${unfinished} is there already: another export, or the rest of one; remove it to go on`,
      );
    await rm(unfinished, { force: true });
    throw error;
  }
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
