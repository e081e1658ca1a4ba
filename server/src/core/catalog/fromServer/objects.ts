import { volatilities } from './definitions.js';
import type {
  OtherRelation,
  RoleMapping,
  ServerDomain,
  ServerRole,
  ServerRoutine,
  ServerSchema,
  ServerSequence,
  ServerTable,
  ServerView,
} from './model.js';
import { catalogs, withComment } from './oids.js';
import { arrayOf, catalogQuery, type NamedCells, type Question } from './question.js';

const schemas = catalogQuery(
  {
    oid: 'n.oid',
    name: 'n.nspname',
    comment: 'd.description',
    owner: 'r.rolname',
    isOwn: 'r.rolname = current_user',
  },
  `FROM pg_catalog.pg_namespace n
LEFT JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner
${withComment('schemas', 'n.oid')}`,
  (row): ServerSchema => ({
    oid: row.text('oid'),
    name: row.text('name'),
    comment: row.optional('comment'),
    owner: row.text('owner'),
    isOwn: row.isTrue('isOwn'),
  }),
);

/** The schemas of people, not of the server; `public` comes first. */
export const schemasOfPeople = (): Question<readonly ServerSchema[]> =>
  schemas(`WHERE n.nspname NOT IN ('information_schema', 'sys') AND left(n.nspname, 3) <> 'pg_'
ORDER BY n.nspname <> 'public', n.nspname`);

const named = { schema: 'n.nspname', comment: 'd.description' } as const;

const namesOf = (row: NamedCells<'oid' | 'schema' | 'name' | 'comment'>) => ({
  oid: row.text('oid'),
  schema: row.text('schema'),
  name: row.text('name'),
  comment: row.optional('comment'),
});

const relations = catalogQuery(
  { ...named, oid: 'c.oid', name: 'c.relname', kind: 'c.relkind', rows: 'c.reltuples' },
  `FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
${withComment('relations', 'c.oid')}`,
  (row): ServerTable | ServerView | ServerSequence | OtherRelation => {
    const names = namesOf(row);
    const rows = Number(row.text('rows'));
    switch (row.text('kind')) {
      case 'r':
        // -1 before ANALYZE has run for the first time.
        return { kind: 'table', ...names, estimatedRows: rows < 0 ? undefined : rows };
      case 'v':
        return { kind: 'view', ...names };
      case 'S':
        return { kind: 'sequence', ...names };
      default:
        return { kind: 'other', ...names };
    }
  },
);

/** Tables, views, and sequences without those of identity columns. */
export const relationsIn = (schemaOid: string) =>
  relations(
    `WHERE c.relnamespace = $1::oid AND c.relkind IN ('r', 'v', 'S')
  AND NOT (c.relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend i
    WHERE i.classid = ${catalogs.relations} AND i.objid = c.oid AND i.deptype = 'i'))`,
    schemaOid,
  );

/** `written`: a name as SQL has it. Where it names nothing, the server answers an error. */
export const relationNamed = (written: string) => relations('WHERE c.oid = $1::regclass', written);

export const relationOfOid = (oid: string) => relations('WHERE c.oid = $1::oid', oid);

const routines = catalogQuery(
  {
    ...named,
    oid: 'p.oid',
    name: 'p.proname',
    kind: 'p.prokind',
    volatility: 'p.provolatile',
    parameters: 'pg_catalog.pg_get_function_arguments(p.oid)',
    parameterTypes: `(SELECT string_agg(pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place)
   FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, place))`,
    returnsSet: 'p.proretset',
    returns: 'pg_catalog.format_type(p.prorettype, NULL)',
  },
  `FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
${withComment('routines', 'p.oid')}`,
  (row): ServerRoutine => ({
    kind: 'function',
    ...namesOf(row),
    routineKind: routineKinds[row.text('kind')] ?? 'function',
    parameters: row.text('parameters'),
    parameterTypes: row.text('parameterTypes'),
    returns: `${row.isTrue('returnsSet') ? 'SETOF ' : ''}${row.text('returns')}`,
    volatility: volatilities[row.text('volatility')] ?? 'volatile',
  }),
);

const routineKinds: Readonly<Record<string, ServerRoutine['routineKind']>> = {
  a: 'aggregate',
  p: 'procedure',
  w: 'window',
};

export const functionsIn = (schemaOid: string) =>
  routines(`WHERE p.pronamespace = $1::oid AND p.prokind = 'f'`, schemaOid);

/** In all schemas. */
export const routinesNamed = (names: readonly string[]) =>
  routines('WHERE p.proname = ANY ($1::text[])', arrayOf(names));

const domains = catalogQuery(
  {
    ...named,
    oid: 't.oid',
    name: 't.typname',
    type: 'pg_catalog.format_type(t.typbasetype, t.typtypmod)',
  },
  `FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
${withComment('types', 't.oid')}`,
  (row): ServerDomain => ({ kind: 'domain', ...namesOf(row), type: row.text('type') }),
);

export const domainsIn = (schemaOid: string) =>
  domains(`WHERE t.typnamespace = $1::oid AND t.typtype = 'd'`, schemaOid);

const roles = catalogQuery(
  { oid: 'r.oid', name: 'r.rolname', canLogin: 'r.rolcanlogin' },
  'FROM pg_catalog.pg_roles r',
  (row): ServerRole => ({
    oid: row.text('oid'),
    name: row.text('name'),
    canLogin: row.isTrue('canLogin'),
  }),
);

/** The roles, without those of the server itself and the owner of its own schema. */
export const rolesOfPeople = (): Question<readonly ServerRole[]> =>
  roles(`WHERE left(r.rolname, 3) <> 'pg_' AND NOT r.rolsuper AND (r.rolcanlogin OR r.oid NOT IN (
  SELECT n.nspowner FROM pg_catalog.pg_namespace n WHERE n.nspname = 'sys'))
ORDER BY r.rolname`);

const mappings = catalogQuery(
  { role: 'm.pg_role_oid', arn: 'm.arn' },
  'FROM sys.iam_pg_role_mappings m',
  (row): RoleMapping => ({ role: row.text('role'), arn: row.text('arn') }),
);

export const roleMappings = (): Question<readonly RoleMapping[]> => mappings('ORDER BY m.arn');
