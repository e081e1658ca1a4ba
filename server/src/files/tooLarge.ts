import type { Trouble } from './trouble.js';

/** `limit`: in bytes. */
export const tooLarge = (path: string, limit: number): Trouble => ({
  trouble: `${path} is larger than ${limit / 2 ** 20} MB, the limit for a file.`,
});
