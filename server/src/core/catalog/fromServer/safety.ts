import { catalogQuery, type Question } from './question.js';

/** Who may change a table, and what could change it besides. */
export interface TableSafety {
  readonly oid: string;
  readonly schema: string;
  readonly owner: string;
  readonly schemaOwner: string;
  /** The role that asks. */
  readonly role: string;
  /** As the server writes them; undefined where nothing was granted. */
  readonly rights: string | undefined;
  /** It is an ordinary table without rules, triggers, policies, children or a parent. */
  readonly isPlain: boolean;
}

const safety = catalogQuery(
  {
    oid: 'c.oid',
    schema: 'n.nspname',
    owner: 'o.rolname',
    schemaOwner: 's.rolname',
    role: 'current_user',
    rights: 'c.relacl',
    isPlain: `c.relkind = 'r' AND c.relpersistence = 'p' AND NOT c.relhasrules AND NOT c.relhastriggers
    AND NOT c.relrowsecurity AND NOT c.relhassubclass AND NOT c.relispartition`,
  },
  `FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
JOIN pg_catalog.pg_roles s ON s.oid = n.nspowner`,
  (row): TableSafety => ({
    oid: row.text('oid'),
    schema: row.text('schema'),
    owner: row.text('owner'),
    schemaOwner: row.text('schemaOwner'),
    role: row.text('role'),
    rights: row.optional('rights'),
    isPlain: row.isTrue('isPlain'),
  }),
);

/** Of all relations of a name, whatever they are. */
export const safetyOf = (name: string): Question<readonly TableSafety[]> =>
  safety('WHERE c.relname = $1 ORDER BY n.nspname', name);
