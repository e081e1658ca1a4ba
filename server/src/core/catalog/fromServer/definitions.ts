import type { Check, ColumnName, Volatility } from '../model.js';
import { sequenceColumns, sequenceOptionsOf } from './columns.js';
import type { SequenceOptions } from './model.js';
import { catalogs } from './oids.js';
import { catalogQuery, type Question } from './question.js';
import { withoutNotValid } from './text.js';

// What only the definition of an object needs, by its oid: one row, or none once it is gone.

export interface ViewDetails {
  /** What pg_get_viewdef says. */
  readonly query: string;
  /** As in "security_barrier=true". */
  readonly settings: readonly string[];
}

const views = catalogQuery(
  { query: 'pg_catalog.pg_get_viewdef(c.oid)', settings: 'c.reloptions' },
  'FROM pg_catalog.pg_class c',
  (row): ViewDetails => ({
    query: row.text('query'),
    settings: row.list('settings').flatMap((setting) => setting ?? []),
  }),
);

export const viewDetails = (oid: string): Question<readonly ViewDetails[]> =>
  views('WHERE c.oid = $1::oid', oid);

export interface SequenceDetails {
  readonly options: SequenceOptions;
  /** The column that it goes with. */
  readonly owner: ColumnName | undefined;
}

const sequences = catalogQuery(
  { ...sequenceColumns, schema: 'n.nspname', table: 'c.relname', column: 'a.attname' },
  `FROM pg_catalog.pg_sequence s
LEFT JOIN pg_catalog.pg_depend d ON d.classid = ${catalogs.relations} AND d.objid = s.seqrelid AND d.deptype = 'a'
  AND d.refclassid = ${catalogs.relations}
LEFT JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid`,
  (row): SequenceDetails => {
    const [schema, table, column] = [row.text('schema'), row.text('table'), row.text('column')];
    return {
      options: sequenceOptionsOf(row),
      owner: schema && table && column ? { schema, table, column } : undefined,
    };
  },
);

export const sequenceDetails = (oid: string): Question<readonly SequenceDetails[]> =>
  sequences('WHERE s.seqrelid = $1::oid', oid);

export interface DomainDetails {
  readonly type: string;
  readonly default: string | undefined;
  readonly isNotNull: boolean;
}

const domains = catalogQuery(
  {
    type: 'pg_catalog.format_type(t.typbasetype, t.typtypmod)',
    default: 't.typdefault',
    isNotNull: 't.typnotnull',
  },
  'FROM pg_catalog.pg_type t',
  (row): DomainDetails => ({
    type: row.text('type'),
    default: row.optional('default'),
    isNotNull: row.isTrue('isNotNull'),
  }),
);

export const domainDetails = (oid: string): Question<readonly DomainDetails[]> =>
  domains('WHERE t.oid = $1::oid', oid);

/** `definition`: as a constraint says it, without its name. */
export interface DomainCheck extends Pick<Check, 'name'> {
  readonly definition: string;
}

const checks = catalogQuery(
  { name: 'k.conname', definition: 'pg_catalog.pg_get_constraintdef(k.oid)' },
  'FROM pg_catalog.pg_constraint k',
  (row): DomainCheck => ({ name: row.text('name'), definition: withoutNotValid(row.text('definition')) }),
);

export const domainChecks = (oid: string): Question<readonly DomainCheck[]> =>
  checks(`WHERE k.contypid = $1::oid AND k.contype = 'c' ORDER BY k.conname`, oid);

export interface RoutineDetails {
  /** As in "integer", "SETOF orders" or "TABLE(id bigint)". */
  readonly returns: string;
  readonly volatility: Volatility;
  readonly isStrict: boolean;
  readonly isSecurityDefiner: boolean;
  readonly parallel: 'safe' | 'restricted' | 'unsafe';
  readonly cost: string;
  readonly rows: string;
  /** As in "search_path=a, b". */
  readonly settings: readonly string[];
  /** Undefined where the body is not a string: `sqlBody` asks for it. */
  readonly source: string | undefined;
}

const routines = catalogQuery(
  {
    returns: `CASE WHEN 't' = ANY (p.proargmodes::text[]) THEN
    (SELECT 'TABLE(' || string_agg(quote_ident(a.name) || ' ' || pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place) || ')'
     FROM unnest(p.proallargtypes, p.proargmodes::text[], p.proargnames) WITH ORDINALITY AS a(type, mode, name, place)
     WHERE a.mode = 't')
  ELSE CASE WHEN p.proretset THEN 'SETOF ' ELSE '' END || pg_catalog.format_type(p.prorettype, NULL) END`,
    volatility: 'p.provolatile',
    isStrict: 'p.proisstrict',
    isSecurityDefiner: 'p.prosecdef',
    parallel: 'p.proparallel',
    cost: 'p.procost',
    rows: 'p.prorows',
    settings: 'p.proconfig',
    source: 'CASE WHEN p.prosqlbody IS NULL THEN p.prosrc END',
  },
  'FROM pg_catalog.pg_proc p',
  (row): RoutineDetails => ({
    returns: row.text('returns'),
    volatility: volatilities[row.text('volatility')] ?? 'volatile',
    isStrict: row.isTrue('isStrict'),
    isSecurityDefiner: row.isTrue('isSecurityDefiner'),
    parallel: parallels[row.text('parallel')] ?? 'unsafe',
    cost: row.text('cost'),
    rows: row.text('rows'),
    settings: row.list('settings').flatMap((setting) => setting ?? []),
    source: row.optional('source'),
  }),
);

/** https://www.postgresql.org/docs/16/catalog-pg-proc.html */
export const volatilities: Readonly<Record<string, Volatility>> = { i: 'immutable', s: 'stable' };
const parallels: Readonly<Record<string, RoutineDetails['parallel']>> = { s: 'safe', r: 'restricted' };

export const routineDetails = (oid: string): Question<readonly RoutineDetails[]> =>
  routines('WHERE p.oid = $1::oid', oid);

const bodies = catalogQuery(
  { body: 'pg_catalog.pg_get_function_sqlbody(p.oid)' },
  'FROM pg_catalog.pg_proc p',
  (row) => row.text('body'),
);

/** RETURN … or BEGIN ATOMIC … END. */
export const sqlBody = (oid: string): Question<readonly string[]> => bodies('WHERE p.oid = $1::oid', oid);
