import type { AnyBlock, MessageMetadata } from '@slack/types';
import { z } from 'zod';
import { checkBlocks, isTooLong } from '../block-kit/check.ts';
import { LIMITS } from '../block-kit/limits.ts';
import { withIds } from '../block-kit/unique-ids.ts';
import type { Content } from '../world/app-messages.ts';
import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

const LONGEST_TEXT = 40_000;
const LONGEST_UPDATED_TEXT = 4000;
/** What Slack puts in the place of a text that the app left out beside its blocks. */
const NO_FALLBACK = "This content can't be displayed.";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const flatObject = z.record(z.string(), scalar);
const metadataSchema = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.union([scalar, flatObject, z.array(z.union([scalar, flatObject]))])),
});

/** What a call says about a message; each part undefined where the call does not mention it. */
export interface GivenContent {
  text: string | undefined;
  blocks: AnyBlock[] | undefined;
  /** Null where an empty object asks to take it away. */
  metadata: MessageMetadata | null | undefined;
  warning?: 'message_truncated';
}

export interface NewContent {
  content: Content;
  warning: string | undefined;
}

/** Reads and checks `text`, `blocks`, `markdown_text` and `metadata`; throws the Refusal Slack gives. */
function givenContent(args: Arguments): GivenContent {
  const markdown = args.text('markdown_text');
  const blocks = markdown === undefined ? givenBlocks(args) : markdownBlocks(markdown, args);
  const text = markdown ?? args.text('text');
  const metadata = givenMetadata(args);
  if (text === undefined || text.length <= LONGEST_TEXT) return { text, blocks, metadata };
  return { text: text.slice(0, LONGEST_TEXT), blocks, metadata, warning: 'message_truncated' };
}

/** The content of a new message; a message without text, blocks or attachments is refused. */
export function newContent(args: Arguments): NewContent {
  const given = givenContent(args);
  refuseTooLong(given);
  return completed(given, args);
}

/** The content of what is posted to a response_url, where Slack does not add up the text of the blocks. */
export function newResponseContent(args: Arguments): Content {
  return completed(givenContent(args), args).content;
}

function refuseTooLong({ blocks }: GivenContent): void {
  if (blocks !== undefined && isTooLong(blocks)) throw new Refusal('msg_blocks_too_long');
}

function completed({ text, blocks, metadata, warning }: GivenContent, args: Arguments): NewContent {
  const hasBlocks = blocks !== undefined && blocks.length > 0;
  if (text === undefined && !hasBlocks && !hasAttachments(args)) throw new Refusal('no_text');
  const content: Content = {
    text: text ?? (hasBlocks ? NO_FALLBACK : ''),
    ...(hasBlocks ? { blocks } : {}),
    ...(metadata ? { metadata } : {}),
  };
  return { content, warning };
}

/** The content for `chat.update`, whose text may be shorter only. */
export function updatedContent(args: Arguments): GivenContent {
  const given = givenContent(args);
  refuseTooLong(given);
  if ((args.text('text')?.length ?? 0) > LONGEST_UPDATED_TEXT) throw new Refusal('msg_too_long');
  if (given.text === undefined && given.blocks === undefined && !hasAttachments(args)) {
    throw new Refusal('no_text');
  }
  return given;
}

function givenBlocks(args: Arguments): AnyBlock[] | undefined {
  const given = args.structure('blocks', 'invalid_blocks_format');
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw new Refusal('invalid_blocks_format');
  const checked = checkBlocks(given);
  if (!checked.ok) throw invalidBlocks(checked.problems);
  return withIds(checked.value);
}

function invalidBlocks(problems: string[]): Refusal {
  return new Refusal('invalid_blocks', {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

function markdownBlocks(markdown: string, args: Arguments): AnyBlock[] {
  if (
    args.text('text') !== undefined ||
    args.text('blocks') !== undefined ||
    Array.isArray(args.raw.blocks)
  ) {
    throw new Refusal('markdown_text_conflict');
  }
  if (markdown.length > LIMITS.markdown) throw new Refusal('msg_too_long');
  return withIds([{ type: 'markdown', text: markdown }]);
}

function givenMetadata(args: Arguments): MessageMetadata | null | undefined {
  const given = args.structure('metadata', 'invalid_metadata_format');
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null) throw new Refusal('invalid_metadata_format');
  if (Object.keys(given).length === 0) return null;
  const parsed = metadataSchema.safeParse(given);
  if (!parsed.success) throw new Refusal('invalid_metadata_schema');
  // @slack/types leaves out lists of plain values, which Slack takes.
  return parsed.data as MessageMetadata;
}

function hasAttachments(args: Arguments): boolean {
  const attachments = args.structure('attachments', 'invalid_attachments');
  if (attachments === undefined) return false;
  if (!Array.isArray(attachments)) throw new Refusal('invalid_attachments');
  if (attachments.length > 100) throw new Refusal('too_many_attachments');
  return attachments.length > 0;
}
