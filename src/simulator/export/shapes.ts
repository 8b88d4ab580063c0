import { z } from 'zod';

/** Only what the simulator uses of an export is described here; everything else may be there or not. */
const optionalText = z.string().nullish();

export const exportedUsers = z.array(
  z.object({
    id: z.string().min(1),
    name: optionalText,
    real_name: optionalText,
    deleted: z.boolean().nullish(),
    is_admin: z.boolean().nullish(),
    is_owner: z.boolean().nullish(),
    is_primary_owner: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
    is_bot: z.boolean().nullish(),
    tz: optionalText,
    locale: optionalText,
    profile: z.object({ real_name: optionalText, display_name: optionalText, title: optionalText }).nullish(),
  }),
);

const labelled = z.object({ value: optionalText }).nullish();

export const exportedChannels = z.array(
  z.object({
    id: z.string().min(1),
    /** Also the name of the channel's folder, so it must not lead out of the export. */
    name: z.string().regex(/^(?!\.+$)[^/\\]+$/, 'must be a plain folder name'),
    is_archived: z.boolean().nullish(),
    members: z.array(z.string()).nullish(),
    topic: labelled,
    purpose: labelled,
  }),
);

export const exportedMessages = z.array(
  z.object({
    ts: optionalText,
    user: optionalText,
    bot_id: optionalText,
    username: optionalText,
    subtype: optionalText,
    text: optionalText,
    team: optionalText,
    thread_ts: optionalText,
    user_profile: z.object({ name: optionalText, real_name: optionalText }).nullish(),
    reactions: z.array(z.object({ name: z.string(), users: z.array(z.string()).nullish() })).nullish(),
    files: z.array(z.object({ name: optionalText, mimetype: optionalText })).nullish(),
    edited: z.object({ user: optionalText, ts: optionalText }).nullish(),
  }),
);

export type ExportedUser = z.infer<typeof exportedUsers>[number];
export type ExportedChannel = z.infer<typeof exportedChannels>[number];
export type ExportedMessage = z.infer<typeof exportedMessages>[number];
