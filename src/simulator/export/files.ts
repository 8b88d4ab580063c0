import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { SlackExportError } from './export-error.ts';

/** Throws where `folder` is not a folder that can be read. */
export async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((cause: unknown) => {
    throw new SlackExportError(folder, 'there is no such folder', cause);
  });
  if (!found.isDirectory()) {
    throw new SlackExportError(folder, 'is a file; a Slack export must be unpacked into a folder first');
  }
}

/** The content of a JSON file in the shape that is expected of it; undefined where the file does not exist. */
export async function readJson<Content>(
  file: string,
  shape: z.ZodType<Content>,
): Promise<Content | undefined> {
  const text = await readTextIfThere(file);
  if (text === undefined) return undefined;
  const parsed = shape.safeParse(parseJson(file, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new SlackExportError(
    file,
    `does not look like a Slack export${place}: ${issue?.message}`,
    parsed.error,
  );
}

/** Paths of a channel's day files (`2024-05-31.json`), oldest first; none where the channel has no folder. */
export async function dayFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (isMissing(cause)) return [];
    throw new SlackExportError(folder, 'cannot be read', cause);
  });
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

async function readTextIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new SlackExportError(file, 'cannot be read', cause);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SlackExportError(file, 'is not valid JSON', cause);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
