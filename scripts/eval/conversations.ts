import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readTranscriptFile } from '../../src/cli/try/transcript-file.ts';
import { composeTranscript } from './compose.ts';
import { expectedSchema, type KnownConversation } from './expected.ts';

const partsSchema = z.strictObject({
  note: z.string(),
  messages: z.number().int(),
  parts: z.array(z.string()).min(1),
});

/** Clock of every run, so that the same files give the same scores. */
export const NOW = new Date('2027-01-04T09:00:00Z');

/** The conversations of a folder, by name: `development` or `held-out`. */
export async function readConversations(folder: string): Promise<KnownConversation[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map((name) => readConversation(folder, name)));
}

async function readConversation(folder: string, name: string): Promise<KnownConversation> {
  const files = await readdir(join(folder, name));
  if (files.includes('_parts.json')) return readComposed(folder, name);
  const text = await readFile(join(folder, name, '_transcript.txt'), 'utf8');
  const expected = expectedSchema.parse(await readJson(join(folder, name, 'expected.json')));
  return { name, transcript: readTranscriptFile(text, { now: NOW }), expected };
}

async function readComposed(folder: string, name: string): Promise<KnownConversation> {
  const { note, messages, parts } = partsSchema.parse(await readJson(join(folder, name, '_parts.json')));
  const smallTalk = await readFile(join(folder, '..', 'small-talk.txt'), 'utf8');
  const conversations = await Promise.all(parts.map((part) => readConversation(folder, part)));
  const composed = composeTranscript(conversations, readTranscriptFile(smallTalk, { now: NOW }), messages);
  return { name, transcript: composed.transcript, expected: { ...composed.expected, note } };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
