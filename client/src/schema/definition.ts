import type { Ask, Cell } from '../connection/answer.js';
import { catalogs } from './catalog.js';
import {
  type DomainDetails,
  domainDdl,
  type RoutineDetails,
  routineDdl,
  type SequenceDetails,
  sequenceDdl,
  tableDdl,
  type ViewDetails,
  viewDdl,
} from './ddl.js';
import type { SchemaObject } from './model.js';
import { readParts, sequenceOptionsOf } from './tableParts.js';

/** The statements that make an object again, read from the catalog now. */
export async function definitionOf(ask: Ask, object: SchemaObject): Promise<string> {
  switch (object.kind) {
    case 'table':
      return tableDdl(object, await readParts(ask, object));
    case 'view':
      return viewDdl(object, await readView(ask, object));
    case 'sequence':
      return sequenceDdl(object, await readSequence(ask, object));
    case 'domain':
      return domainDdl(object, await readDomain(ask, object));
    case 'function':
      return routineDdl(object, await readRoutine(ask, object));
  }
}

type Known = Pick<SchemaObject, 'oid' | 'schema' | 'name'>;

/** The single row that an object of the catalog has. */
async function rowOf(ask: Ask, sql: string, object: Known): Promise<readonly Cell[]> {
  const [row] = await ask(sql, [object.oid]);
  if (!row) throw new Error(`"${object.schema}.${object.name}" is gone. Refresh the schema.`);
  return row;
}

const viewQuery = `
SELECT pg_catalog.pg_get_viewdef(c.oid), array_to_string(c.reloptions, chr(10))
FROM pg_catalog.pg_class c WHERE c.oid = $1::oid`;

async function readView(ask: Ask, view: Known): Promise<ViewDetails> {
  const [[query, settings], { columns }] = await Promise.all([
    rowOf(ask, viewQuery, view),
    readParts(ask, view),
  ]);
  return { query: query ?? '', settings: settings ? settings.split('\n') : [], columns };
}

const sequenceQuery = `
SELECT s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, n.nspname, c.relname, a.attname
FROM pg_catalog.pg_sequence s
LEFT JOIN pg_catalog.pg_depend d ON d.classid = ${catalogs.relations} AND d.objid = s.seqrelid AND d.deptype = 'a'
  AND d.refclassid = ${catalogs.relations}
LEFT JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE s.seqrelid = $1::oid`;

async function readSequence(ask: Ask, sequence: Known): Promise<SequenceDetails> {
  const row = await rowOf(ask, sequenceQuery, sequence);
  const [schema, name, column] = row.slice(6);
  return {
    options: sequenceOptionsOf(row),
    owner: schema && name && column ? { schema, name, column } : undefined,
  };
}

const domainQuery = `
SELECT pg_catalog.format_type(t.typbasetype, t.typtypmod), t.typdefault, t.typnotnull
FROM pg_catalog.pg_type t WHERE t.oid = $1::oid`;

const domainChecksQuery = `
SELECT k.conname, pg_catalog.pg_get_constraintdef(k.oid)
FROM pg_catalog.pg_constraint k WHERE k.contypid = $1::oid AND k.contype = 'c' ORDER BY k.conname`;

async function readDomain(ask: Ask, domain: Known): Promise<DomainDetails> {
  const [[type, usual, notNull], checks] = await Promise.all([
    rowOf(ask, domainQuery, domain),
    ask(domainChecksQuery, [domain.oid]),
  ]);
  return {
    type: type ?? '',
    default: usual ?? undefined,
    isNotNull: notNull === 't',
    checks: checks.map(([name, definition]) => ({ name: name ?? '', definition: definition ?? '' })),
  };
}

const routineQuery = `
SELECT CASE WHEN 't' = ANY (p.proargmodes::text[]) THEN
    (SELECT 'TABLE(' || string_agg(quote_ident(a.name) || ' ' || pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place) || ')'
     FROM unnest(p.proallargtypes, p.proargmodes::text[], p.proargnames) WITH ORDINALITY AS a(type, mode, name, place)
     WHERE a.mode = 't')
  ELSE CASE WHEN p.proretset THEN 'SETOF ' ELSE '' END || pg_catalog.format_type(p.prorettype, NULL) END,
  p.provolatile, p.proisstrict, p.prosecdef, p.proparallel, p.procost, p.prorows, array_to_string(p.proconfig, chr(10)),
  p.prosrc, p.prosqlbody IS NOT NULL
FROM pg_catalog.pg_proc p WHERE p.oid = $1::oid`;

async function readRoutine(ask: Ask, routine: Known): Promise<RoutineDetails> {
  const row = await rowOf(ask, routineQuery, routine);
  const [returns, volatility, strict, definer, parallel, cost, rows, settings, source, hasStatements] = row;
  const attributes = [
    ...(volatility === 'i' ? ['IMMUTABLE'] : volatility === 's' ? ['STABLE'] : []),
    ...(strict === 't' ? ['STRICT'] : []),
    ...(definer === 't' ? ['SECURITY DEFINER'] : []),
    ...(parallel === 's' ? ['PARALLEL SAFE'] : parallel === 'r' ? ['PARALLEL RESTRICTED'] : []),
    ...(cost === '100' ? [] : [`COST ${cost}`]),
    ...(rows === '0' || rows === '1000' ? [] : [`ROWS ${rows}`]),
    ...(settings ? settings.split('\n').map(settingClause) : []),
  ];
  const body =
    hasStatements === 't'
      ? await rowOf(ask, 'SELECT pg_catalog.pg_get_function_sqlbody($1::oid)', routine)
      : [source];
  return {
    returns: returns ?? '',
    attributes,
    body: { kind: hasStatements === 't' ? 'statements' : 'text', text: body[0] ?? '' },
  };
}

/** "search_path=a, b" is kept as a list of names, every other parameter as one text. */
function settingClause(setting: string): string {
  const [name = '', ...rest] = setting.split('=');
  const value = rest.join('=');
  return `SET ${name} TO ${name === 'search_path' ? value : `'${value.replaceAll("'", "''")}'`}`;
}
