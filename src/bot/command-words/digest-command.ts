import type { Schedule } from '../../core/domain/digest/schedule.ts';

/** What a person wants done with the digest of a channel, by what they typed after `/recall digest`. */
export type DigestCommand =
  /** The modal in which it is set up or changed. */
  | { kind: 'open' }
  | { kind: 'set_up'; schedule: Schedule }
  | { kind: 'list' | 'pause' | 'resume' | 'now' | 'off' };
