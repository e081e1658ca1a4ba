import type { Client } from 'pg';
import { formatType } from '../../src/core/catalog/formatType.js';
import type {
  Cast,
  Catalog,
  Column,
  Constraint,
  Index,
  Operator,
  Relation,
  Routine,
  Sequence,
  Type,
  TypeRef,
} from '../../src/core/catalog/model.js';

/** A catalog as sorted lines, each of which tells one thing: what the model says of it. */
export function linesOf(catalog: Catalog): readonly string[] {
  const lines: string[] = [];
  for (const schema of catalog.schemas.values()) {
    lines.push(`schema ${schema.name}${comment(schema)}`);
    for (const relation of schema.relations.values()) lines.push(...relationLines(relation));
    for (const sequence of schema.sequences.values()) lines.push(sequenceLine(sequence));
    for (const type of schema.types.values()) lines.push(...typeLines(type));
    for (const routines of schema.routines.values()) lines.push(...routines.map(routineLine));
    for (const operators of schema.operators.values()) lines.push(...operators.map(operatorLine));
  }
  for (const { name, canLogin, ...role } of catalog.roles.values())
    lines.push(`role ${name}${flag('login', canLogin)}${comment(role)}`);
  lines.push(...catalog.casts.map(castLine));
  return lines.sort();
}

const flag = (word: string, isSet: boolean): string => (isSet ? ` ${word}` : '');
const comment = ({ comment: text }: { readonly comment: string | undefined }): string =>
  text === undefined ? '' : ` -- ${text}`;
const typed = (type: TypeRef | undefined): string => (type ? formatType(type) : '?');

const included = ({ included: columns }: { readonly included: readonly string[] }): string =>
  flag(`include (${columns.join(', ')})`, columns.length > 0);

function relationLines(relation: Relation): string[] {
  const name = `${relation.schema}.${relation.name}`;
  const parents = relation.inherits.map((parent) => `${parent.schema}.${parent.name}`);
  return [
    `${relation.persistence} ${relation.kind} ${name}${flag('partition', relation.isPartition)}${
      parents.length > 0 ? ` of ${parents.join(', ')}` : ''
    }${comment(relation)}`,
    ...relation.columns.map((column, at) => `${name} ${at + 1}: ${columnLine(column)}`),
    ...relation.constraints.map((constraint) => `${name}: ${constraintLine(constraint)}`),
    ...relation.indexes.map((index) => `${name}: ${indexLine(index)}`),
  ];
}

const columnLine = (column: Column): string =>
  [
    column.name,
    ` ${typed(column.type)}`,
    flag('not null', column.isNotNull),
    flag('default', column.default !== undefined),
    flag('generated', column.generated !== undefined),
    flag(`identity ${column.identity}`, column.identity !== undefined),
    flag('inherited', column.isInherited),
    comment(column),
  ].join('');

function constraintLine(constraint: Constraint): string {
  const { kind, name } = constraint;
  const own =
    constraint.kind === 'foreign key'
      ? ` (${constraint.columns.join(', ')}) to ${constraint.target.schema}.${constraint.target.name} (${constraint.references.join(
          ', ',
        )}) on update ${constraint.onUpdate} on delete ${constraint.onDelete}`
      : 'columns' in constraint
        ? ` (${constraint.columns.join(', ')})${included(constraint)}`
        : '';
  const index = 'index' in constraint ? ` by ${constraint.index}` : '';
  return `${kind} ${name}${own}${index}${flag('not valid', !constraint.isValidated)}${flag(
    'deferrable',
    constraint.isDeferrable,
  )}${comment(constraint)}`;
}

const indexLine = (index: Index): string =>
  [
    `index ${index.schema}.${index.name} ${index.method}`,
    flag('unique', index.isUnique),
    ` (${index.keys.map((key) => (key.kind === 'column' ? key.column : '…')).join(', ')})`,
    included(index),
    flag('not valid', !index.isValid),
    flag('partial', index.predicate !== undefined),
    flag(`of ${index.constraint}`, index.constraint !== undefined),
    comment(index),
  ].join('');

const sequenceLine = (sequence: Sequence): string =>
  `sequence ${sequence.schema}.${sequence.name} ${typed(sequence.type)}${
    sequence.owner ? ` of ${sequence.owner.schema}.${sequence.owner.table}.${sequence.owner.column}` : ''
  }${flag('identity', sequence.isIdentity)}${comment(sequence)}`;

function typeLines(type: Type): string[] {
  const name = `${type.schema}.${type.name}`;
  switch (type.kind) {
    case 'domain':
      return [
        `domain ${name} ${typed(type.base)}${flag('not null', type.isNotNull)}${flag(
          'default',
          type.default !== undefined,
        )}${comment(type)}`,
        ...type.checks.map((check) => `${name}: ${constraintLine(check)}`),
      ];
    case 'enum':
      return [`enum ${name} ${type.labels.join(', ')}${comment(type)}`];
    case 'composite':
      return [
        `composite ${name}${comment(type)}`,
        ...type.columns.map((column, at) => `${name} ${at + 1}: ${columnLine(column)}`),
      ];
    case 'range':
      return [`range ${name} of ${typed(type.subtype)} and ${type.multirange}${comment(type)}`];
    default:
      return [`${type.kind} ${name}${comment(type)}`];
  }
}

const routineLine = (routine: Routine): string =>
  [
    `${routine.kind} ${routine.schema}.${routine.name}(`,
    routine.parameters
      .map(
        ({ name, mode, type, hasDefault }) =>
          `${mode} ${name ?? ''} ${typed(type)}${flag('default', hasDefault)}`,
      )
      .join(', '),
    ')',
    routine.result ? ` ${routine.returnsSet ? 'setof' : ''} ${typed(routine.result)}` : '',
    ` ${routine.volatility}${flag('strict', routine.isStrict)} ${routine.language}${comment(routine)}`,
  ].join('');

const operatorLine = (operator: Operator): string =>
  [
    `operator ${operator.schema}.${operator.name}(${operator.left ? typed(operator.left) : 'none'}, ${typed(operator.right)})`,
    ` ${typed(operator.result)} by ${operator.routine.schema}.${operator.routine.name}`,
    ` ${operator.volatility}${flag('strict', operator.isStrict ?? false)}${comment(operator)}`,
  ].join('');

const castLine = ({ source, target, context, method, volatility, isStrict }: Cast): string =>
  `cast ${typed(source)} to ${typed(target)} ${context} by ${method}${flag(volatility ?? '', volatility !== undefined)}${flag(
    'strict',
    isStrict ?? false,
  )}`;

/** What a real PostgreSQL says of its own catalog, in the same lines; `foreign` are the types of extensions, which no script makes. */
export async function linesOnServer(
  client: Client,
): Promise<{ readonly lines: readonly string[]; readonly foreign: readonly string[] }> {
  const lines: string[] = [];
  await client.query("SET search_path = ''");
  const { rows: types } = await client.query<{ type: string }>(extensionTypes);
  const foreign = types.map(({ type }) => type);
  for (const query of queries) {
    const { rows } = await client.query<{ line: string }>(query);
    lines.push(...rows.map(({ line }) => withoutSchema(line, foreign)));
  }
  return { lines: lines.sort(), foreign };
}

const extensionTypes = `SELECT format_type(t.oid, NULL) AS type FROM pg_type t
  WHERE EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')`;

export const withoutSchema = (line: string, types: readonly string[]): string =>
  types.reduce((text, type) => text.replaceAll(type, type.slice(type.indexOf('.') + 1)), line);

/** What an extension makes is its own. */
const ofNoExtension = (id: string, catalog: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${id} AND e.deptype = 'e')`;

const own = (schema: string) =>
  `${schema}.nspname NOT IN ('information_schema', 'pg_catalog', 'pg_toast') AND ${schema}.nspname !~ '^pg_toast_temp'`;
const schemaOf = (schema: string) => `regexp_replace(${schema}.nspname, '^pg_temp_.*', 'pg_temp')`;
const nameOf = (schema: string, name: string) => `${schemaOf(schema)} || '.' || ${name}`;
const typeOf = (type: string, modifier: string) =>
  `regexp_replace(format_type(${type}, ${modifier}), '^pg_temp_[0-9]+', 'pg_temp')`;
const when = (condition: string, text: string) => `CASE WHEN ${condition} THEN ' ${text}' ELSE '' END`;
const volatilityOf = (routine: string) =>
  `CASE ${routine}.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END`;
const commented = (id: string, catalog: string, part = 0) =>
  `coalesce(' -- ' || (SELECT description FROM pg_description d WHERE d.objoid = ${id} AND d.classoid = '${catalog}'::regclass AND d.objsubid = ${part}), '')`;
const columnsOf = (relation: string, numbers: string) =>
  `coalesce((SELECT string_agg(a.attname, ', ' ORDER BY u.at) FROM unnest(${numbers}) WITH ORDINALITY AS u(number, at)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = u.number), '')`;

const includedOf = (relation: string, index: string) =>
  `coalesce((SELECT ' include (' || string_agg(a.attname, ', ' ORDER BY z.at) || ')' FROM pg_index y, unnest(y.indkey::int2[]) WITH ORDINALITY AS z(number, at)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = z.number WHERE y.indexrelid = ${index} AND z.at > y.indnkeyatts), '')`;

const actions = (letter: string) =>
  `CASE ${letter} WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END`;

const constraintText = (
  relation: string,
) => `CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' ELSE 'exclusion' END
  || ' ' || k.conname
  || CASE WHEN k.contype IN ('p', 'u', 'f') THEN ' (' || ${columnsOf(relation, 'k.conkey')} || ')' ELSE '' END
  || CASE WHEN k.contype IN ('p', 'u') THEN ${includedOf(relation, 'k.conindid')} ELSE '' END
  || CASE WHEN k.contype = 'f' THEN ' to ' || (SELECT ${nameOf('tn', 'tc.relname')} FROM pg_class tc JOIN pg_namespace tn ON tn.oid = tc.relnamespace WHERE tc.oid = k.confrelid)
      || ' (' || ${columnsOf('k.confrelid', 'k.confkey')} || ') on update ' || ${actions('k.confupdtype')} || ' on delete ' || ${actions('k.confdeltype')} ELSE '' END
  || CASE WHEN k.contype IN ('p', 'u', 'x') THEN ' by ' || (SELECT relname FROM pg_class WHERE oid = k.conindid) ELSE '' END
  || ${when('NOT k.convalidated', 'not valid')} || ${when('k.condeferrable', 'deferrable')} || ${commented('k.oid', 'pg_constraint')}`;

const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND ${own('n')} AND ${ofNoExtension('c.oid', 'pg_class')}`;

const columnText = `a.attname || ' ' || ${typeOf('a.atttypid', 'a.atttypmod')}
  || ${when('a.attnotnull', 'not null')} || ${when("a.atthasdef AND a.attgenerated = ''", 'default')}
  || ${when("a.attgenerated <> ''", 'generated')}
  || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' ELSE '' END
  || ${when('NOT a.attislocal', 'inherited')} || ${commented('a.attrelid', 'pg_class', 0).replace('objsubid = 0', 'objsubid = a.attnum')}`;

const queries = [
  `SELECT DISTINCT 'schema ' || ${schemaOf('n')} || ${commented('n.oid', 'pg_namespace')} AS line FROM pg_namespace n
   WHERE ${own('n')} AND ${ofNoExtension('n.oid', 'pg_namespace')} AND (n.nspname !~ '^pg_temp_' OR EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid))`,
  `SELECT CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 'u' THEN 'unlogged' ELSE 'temporary' END || ' '
   || CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END
   || ' ' || ${nameOf('n', 'c.relname')} || ${when('c.relispartition', 'partition')}
   || coalesce((SELECT ' of ' || string_agg(${nameOf('pn', 'p.relname')}, ', ' ORDER BY i.inhseqno) FROM pg_inherits i
      JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid), '')
   || ${commented('c.oid', 'pg_class')} AS line
   FROM ${relations} WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
  `SELECT ${nameOf('n', 'c.relname')} || ' ' || row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) || ': ' || ${columnText} AS line
   FROM ${relations} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')`,
  `SELECT ${nameOf('n', 'c.relname')} || ': ' || ${constraintText('c.oid')} AS line
   FROM ${relations} JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')`,
  `SELECT ${nameOf('n', 'c.relname')} || ': index ' || ${nameOf('xn', 'x.relname')} || ' ' || m.amname
   || ${when('i.indisunique', 'unique')} || ' ('
   || (SELECT string_agg(CASE WHEN k.number = 0 THEN '…' ELSE (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = k.number) END, ', ' ORDER BY k.at)
       FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, at) WHERE k.at <= i.indnkeyatts) || ')'
   || ${includedOf('c.oid', 'x.oid')} || ${when('NOT i.indisvalid', 'not valid')}
   || ${when('i.indpred IS NOT NULL', 'partial')}
   || coalesce(' of ' || (SELECT k.conname FROM pg_constraint k WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x')), '')
   || ${commented('x.oid', 'pg_class')} AS line
   FROM ${relations} JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid
   JOIN pg_namespace xn ON xn.oid = x.relnamespace JOIN pg_am m ON m.oid = x.relam`,
  `SELECT 'sequence ' || ${nameOf('n', 'c.relname')} || ' ' || format_type(s.seqtypid, NULL)
   || coalesce((SELECT ' of ' || ${nameOf('tn', 't.relname')} || '.' || a.attname || ${when("d.deptype = 'i'", 'identity')}
      FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass), '')
   || ${commented('c.oid', 'pg_class')} AS line
   FROM ${relations} JOIN pg_sequence s ON s.seqrelid = c.oid`,
  `SELECT CASE t.typtype
     WHEN 'd' THEN 'domain ' || ${nameOf('n', 't.typname')} || ' ' || ${typeOf('t.typbasetype', 't.typtypmod')} || ${when('t.typnotnull', 'not null')} || ${when('t.typdefault IS NOT NULL', 'default')}
     WHEN 'e' THEN 'enum ' || ${nameOf('n', 't.typname')} || ' ' || coalesce((SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '')
     WHEN 'c' THEN 'composite ' || ${nameOf('n', 't.typname')}
     WHEN 'r' THEN 'range ' || ${nameOf('n', 't.typname')} || ' of ' || (SELECT ${typeOf('r.rngsubtype', 'NULL')} FROM pg_range r WHERE r.rngtypid = t.oid)
       || ' and ' || (SELECT m.typname FROM pg_range r JOIN pg_type m ON m.oid = r.rngmultitypid WHERE r.rngtypid = t.oid)
     WHEN 'm' THEN 'multirange ' || ${nameOf('n', 't.typname')}
     ELSE CASE WHEN t.typisdefined THEN 'base ' ELSE 'shell ' END || ${nameOf('n', 't.typname')} END || ${commented('t.oid', 'pg_type')} AS line
   FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace AND ${own('n')}
   WHERE (t.typtype <> 'c' OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
     AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) AND ${ofNoExtension('t.oid', 'pg_type')}`,
  `SELECT ${nameOf('n', 't.typname')} || ': ' || ${constraintText('0')} AS line
   FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace AND ${own('n')} JOIN pg_constraint k ON k.contypid = t.oid AND ${ofNoExtension('t.oid', 'pg_type')}`,
  `SELECT CASE p.prokind WHEN 'f' THEN 'function' WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'window' END || ' '
   || ${nameOf('n', 'p.proname')} || '('
   || coalesce((SELECT string_agg(CASE coalesce(a.mode, 'i') WHEN 'i' THEN 'in' WHEN 'o' THEN 'out' WHEN 'b' THEN 'inout' WHEN 'v' THEN 'variadic' ELSE 'table' END
        || ' ' || coalesce(a.name, '') || ' ' || ${typeOf('a.type', 'NULL')}
        || CASE WHEN a.input > p.pronargs - p.pronargdefaults AND coalesce(a.mode, 'i') IN ('i', 'b', 'v') THEN ' default' ELSE '' END, ', ' ORDER BY a.at)
      FROM (SELECT u.*, count(*) FILTER (WHERE coalesce(u.mode, 'i') IN ('i', 'b', 'v')) OVER (ORDER BY u.at) AS input
        FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargmodes::text[], p.proargnames) WITH ORDINALITY AS u(type, mode, name, at)) a), '')
   || ')' || CASE WHEN p.prokind = 'p' THEN '' ELSE ' ' || CASE WHEN p.proretset THEN 'setof' ELSE '' END || ' ' || ${typeOf('p.prorettype', 'NULL')} END
   || ' ' || ${volatilityOf('p')}
   || ${when('p.proisstrict', 'strict')} || ' ' || l.lanname || ${commented('p.oid', 'pg_proc')} AS line
   FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND ${own('n')} JOIN pg_language l ON l.oid = p.prolang AND ${ofNoExtension('p.oid', 'pg_proc')}`,
  // One without a function is only declared: the other of a pair that is not yet made.
  `SELECT 'operator ' || ${nameOf('n', 'o.oprname')} || '(' || CASE WHEN o.oprleft = 0 THEN 'none' ELSE ${typeOf('o.oprleft', 'NULL')} END || ', ' || ${typeOf('o.oprright', 'NULL')} || ') '
   || ${typeOf('o.oprresult', 'NULL')} || ' by ' || ${nameOf('pn', 'p.proname')} || ' ' || ${volatilityOf('p')} || ${when('p.proisstrict', 'strict')} || ${commented('o.oid', 'pg_operator')} AS line
   FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace AND ${own('n')} JOIN pg_proc p ON p.oid = o.oprcode JOIN pg_namespace pn ON pn.oid = p.pronamespace AND ${ofNoExtension('o.oid', 'pg_operator')}`,
  `SELECT 'cast ' || ${typeOf('k.castsource', 'NULL')} || ' to ' || ${typeOf('k.casttarget', 'NULL')} || ' '
   || CASE k.castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END || ' by '
   || CASE k.castmethod WHEN 'f' THEN 'routine' WHEN 'b' THEN 'binary' ELSE 'text' END
   || coalesce((SELECT ' ' || ${volatilityOf('p')} || ${when('p.proisstrict', 'strict')} FROM pg_proc p WHERE p.oid = k.castfunc), '') AS line
   FROM pg_cast k WHERE k.oid >= 16384 AND ${ofNoExtension('k.oid', 'pg_cast')}`,
  `SELECT 'role ' || r.rolname || ${when('r.rolcanlogin', 'login')}
   || coalesce(' -- ' || (SELECT description FROM pg_shdescription d WHERE d.objoid = r.oid AND d.classoid = 'pg_authid'::regclass), '') AS line
   FROM pg_roles r WHERE r.oid >= 16384`,
];
