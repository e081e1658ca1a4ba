import { lookup } from '../text/lookup.js';

/**
 * Operators that extensions bring for types which are built in, or that nothing else has. Sources: the manuals of pg_trgm
 * (https://www.postgresql.org/docs/16/pgtrgm.html) and pgvector (https://github.com/pgvector/pgvector).
 */
export const extensionOperators = lookup<ReadonlySet<string>>({
  pg_trgm: new Set(['%', '<%', '%>', '<<%', '%>>', '<->', '<<->', '<->>', '<<<->', '<->>>']),
  vector: new Set(['<->', '<#>', '<=>', '<+>', '<~>', '<%>']),
});
