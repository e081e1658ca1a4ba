import type { Client } from 'pg';
import type { Catalog, Expression, Index, Relation, Type } from '../../src/core/catalog/model.js';
import { spanOfOrigin } from '../../src/core/catalog/origin.js';

/** An expression of a catalog: the server prints the one that it has, and the text that the replay points at as one of its own. */
interface Probe {
  readonly what: string;
  /** Answers the expression as the server has it. */
  readonly kept: string;
  /** Makes another one of the text at the origin, or of that text with later names; `made` answers it. */
  readonly make: string;
  readonly makeLater?: string;
  readonly made: string;
}

/** How the server prints each expression of the catalog, and how it prints what the replay takes for it. */
export async function comparedExpressions(
  client: Client,
  catalog: Catalog,
): Promise<{ readonly replayed: readonly string[]; readonly server: readonly string[] }> {
  const path = [...catalog.schemas.values()].map(({ name }) => quoted(name)).join(', ');
  const [replayed, server]: [string[], string[]] = [[], []];
  for (const probe of probesOf(catalog)) {
    server.push(`${probe.what}: ${await printed(client, probe.kept)}`);
    replayed.push(`${probe.what}: ${await printedAnew(client, probe, ["''", path])}`);
  }
  return { replayed, server };
}

/** A script relies on its search path or on none, and a column may have got its name before or afterwards. */
async function printedAnew(client: Client, probe: Probe, paths: readonly string[]): Promise<string> {
  let failure = '';
  for (const make of [probe.make, probe.makeLater ?? probe.make])
    for (const path of paths) {
      await client.query('BEGIN');
      try {
        await client.query(`SET LOCAL search_path = ${path}; ${make}; SET LOCAL search_path = ''`);
        return await printed(client, probe.made);
      } catch (error) {
        failure ||= `${String(error)}: ${make}`;
      } finally {
        await client.query('ROLLBACK');
      }
    }
  return failure;
}

const printed = async (client: Client, query: string): Promise<string> =>
  (await client.query<{ text: string }>(query)).rows.map(({ text }) => text).join(' | ');

const probesOf = (catalog: Catalog): readonly Probe[] =>
  [...catalog.schemas.values()].flatMap((schema) => [
    ...[...schema.relations.values()].flatMap(relationProbes),
    ...[...schema.types.values()].flatMap(domainProbes),
  ]);

function relationProbes(relation: Relation): readonly Probe[] {
  const table = `${quoted(relation.schema)}.${quoted(relation.name)}`;
  const id = `${literal(table)}::regclass`;
  const defaultOf = (column: string) =>
    `SELECT pg_get_expr(d.adbin, d.adrelid) AS text FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
     WHERE d.adrelid = ${id} AND a.attname = ${literal(column)}`;
  const checkOf = (name: string) =>
    `SELECT pg_get_expr(conbin, conrelid) AS text FROM pg_constraint WHERE conrelid = ${id} AND conname = ${literal(name)}`;
  return [
    ...relation.columns.flatMap(({ name, default: value, generated }) => [
      ...probeOf(value, (text) => ({
        what: `${table}.${name} default`,
        kept: defaultOf(name),
        make: `ALTER TABLE ${table} ALTER ${quoted(name)} SET DEFAULT ${behind(/\bDEFAULT\b/i, text)}`,
        made: defaultOf(name),
      })),
      ...probeOf(generated, (text) => ({
        what: `${table}.${name} generated`,
        kept: defaultOf(name),
        make: `DO $do$ BEGIN EXECUTE format('ALTER TABLE ${table.replaceAll("'", "''")} ADD probe %s %s',
          (SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = ${id} AND attname = ${literal(name)}), $text$${text}$text$); END $do$`,
        made: defaultOf('probe'),
      })),
    ]),
    ...relation.constraints.flatMap((constraint) =>
      constraint.kind === 'check'
        ? probeOf(constraint.condition, (text) => ({
            what: `${table}: check ${constraint.name}`,
            kept: checkOf(constraint.name),
            make: `ALTER TABLE ${table} ADD CONSTRAINT probe CHECK ${behind(/\bCHECK\b/i, text)}`,
            made: checkOf('probe'),
          }))
        : [],
    ),
    ...relation.indexes.flatMap((index) => indexProbes(table, index)),
  ];
}

function indexProbes(table: string, { schema, name, method, keys, predicate }: Index): readonly Probe[] {
  const definition = (index: string, key: number) =>
    `SELECT pg_get_indexdef(${literal(`${quoted(schema)}.${quoted(index)}`)}::regclass, ${key}, true) AS text`;
  const condition = (index: string) =>
    `SELECT pg_get_expr(indpred, indrelid) AS text FROM pg_index WHERE indexrelid = ${literal(`${quoted(schema)}.${quoted(index)}`)}::regclass`;
  const first = keys.find((key) => key.kind === 'column');
  return [
    ...keys.flatMap((key, at) =>
      key.kind === 'column'
        ? []
        : probeOf(key.expression, (text) => ({
            what: `${table}: index ${name} ${at + 1}`,
            kept: definition(name, at + 1),
            make: `CREATE INDEX probe ON ${table} USING ${method} (${text.replace(/\s+WITH\s+\S+$/i, '')})`,
            made: definition('probe', 1),
          })),
    ),
    ...probeOf(predicate, (text) => ({
      what: `${table}: index ${name} where`,
      kept: condition(name),
      make: `CREATE INDEX probe ON ${table} (${first ? quoted(first.column) : '(1)'}) WHERE ${behind(/\bWHERE\b/i, text)}`,
      made: condition('probe'),
    })),
  ];
}

function domainProbes(type: Type): readonly Probe[] {
  if (type.kind !== 'domain') return [];
  const name = `${quoted(type.schema)}.${quoted(type.name)}`;
  const defaultOf = (domain: string) =>
    `SELECT typdefault AS text FROM pg_type WHERE oid = ${literal(domain)}::regtype`;
  const checkOf = (domain: string, check: string) =>
    `SELECT pg_get_expr(conbin, 0) AS text FROM pg_constraint WHERE contypid = ${literal(domain)}::regtype AND conname = ${literal(check)}`;
  return [
    ...probeOf(type.default, (text) => ({
      what: `${name} default`,
      kept: defaultOf(name),
      make: `ALTER DOMAIN ${name} SET DEFAULT ${behind(/\bDEFAULT\b/i, text)}`,
      made: defaultOf(name),
    })),
    ...type.checks.flatMap(({ name: check, condition }) =>
      probeOf(condition, (text) => ({
        what: `${name}: check ${check}`,
        kept: checkOf(name, check),
        make: `ALTER DOMAIN ${name} ADD CONSTRAINT probe CHECK ${behind(/\bCHECK\b/i, text)}`,
        made: checkOf(name, 'probe'),
      })),
    ),
  ];
}

function probeOf(expression: Expression | undefined, probe: (text: string) => Probe): readonly Probe[] {
  if (!expression?.origin) return [];
  const { source } = expression.origin;
  const { start, end } = spanOfOrigin(expression.origin);
  const written = source.text.slice(start, end);
  const later = [...source.text.slice(end).matchAll(/\bRENAME (?:COLUMN )?(\w+) TO (\w+)/gi)].reduce(
    (text, [, name, now = '']) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), now),
    written,
  );
  return [{ ...probe(written), makeLater: probe(later).make }];
}

/** What a clause says behind its word. */
function behind(word: RegExp, clause: string): string {
  const found = word.exec(clause);
  return found ? clause.slice(found.index + found[0].length) : clause;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
