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
const MOST_ATTACHMENTS = 100;
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
  attachments: unknown[] | undefined;
  /** Null where an empty object asks to take it away. */
  metadata: MessageMetadata | null | undefined;
}

export interface NewContent {
  content: Content;
  warning: string | undefined;
}

/** The content of a new message; throws the Refusal Slack gives, `no_text` where it says nothing. */
export function newContent(args: Arguments): NewContent {
  const given = givenContent(args);
  refuseTooLong(given);
  const content = completed(given);
  const isTruncated = content.text.length > LONGEST_TEXT;
  return {
    content: { ...content, text: content.text.slice(0, LONGEST_TEXT) },
    warning: isTruncated ? 'message_truncated' : undefined,
  };
}

/** The content of what is posted to a response_url, where Slack does not add up the text of the blocks. */
export function newResponseContent(args: Arguments): Content {
  return completed(givenContent(args));
}

/** The content for `chat.update`, whose text may be shorter only. */
export function updatedContent(args: Arguments): GivenContent {
  const given = givenContent(args);
  refuseTooLong(given);
  if ((args.text('text')?.length ?? 0) > LONGEST_UPDATED_TEXT) throw new Refusal('msg_too_long');
  const { text, blocks, attachments } = given;
  if (text === undefined && blocks === undefined && attachments === undefined) throw new Refusal('no_text');
  return given;
}

function givenContent(args: Arguments): GivenContent {
  const markdown = args.text('markdown_text');
  return {
    text: markdown ?? args.text('text'),
    blocks: markdown === undefined ? givenBlocks(args) : markdownBlocks(markdown, args),
    attachments: givenAttachments(args),
    metadata: givenMetadata(args),
  };
}

function completed({ text, blocks = [], attachments = [], metadata }: GivenContent): Content {
  if (text === undefined && blocks.length === 0 && attachments.length === 0) throw new Refusal('no_text');
  return {
    text: text ?? (blocks.length > 0 ? NO_FALLBACK : ''),
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

function refuseTooLong({ blocks }: GivenContent): void {
  if (blocks !== undefined && isTooLong(blocks)) throw new Refusal('msg_blocks_too_long');
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

function givenAttachments(args: Arguments): unknown[] | undefined {
  const given = args.structure('attachments', 'invalid_attachments');
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw new Refusal('invalid_attachments');
  if (given.length > MOST_ATTACHMENTS) throw new Refusal('too_many_attachments');
  return given;
}
