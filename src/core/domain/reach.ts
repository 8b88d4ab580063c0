/**
 * How much of what was read in a channel lists show to a person who may read the channel: `all` of it, or only threads that they asked
 * for `themselves`, which they were given since they take part in them.
 */
export type Reach = 'all' | 'themselves';
