import { lookup } from '../text/lookup.js';

/**
 * Operators that extensions add for built-in types, or that only extensions have. Sources: the manuals of pg_trgm
 * (https://www.postgresql.org/docs/16/pgtrgm.html) and pgvector (https://github.com/pgvector/pgvector).
 */
export const extensionOperators = lookup<ReadonlySet<string>>({
  pg_trgm: new Set(['%', '<%', '%>', '<<%', '%>>', '<->', '<<->', '<->>', '<<<->', '<->>>']),
  vector: new Set(['<->', '<#>', '<=>', '<+>', '<~>', '<%>']),
});
