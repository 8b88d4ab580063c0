import { z } from 'zod';

/** The messages that carry a digest, in order. */
export const storedMessages = z.array(z.strictObject({ channelId: z.string(), ts: z.string() }));
export type StoredMessages = z.infer<typeof storedMessages>;
