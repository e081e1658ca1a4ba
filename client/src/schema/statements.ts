import { lineComment } from '../../../server/src/core/syntax/comments.js';
import { quoteName } from '../../../server/src/core/syntax/names.js';
import type { Ask } from '../connection/answer.js';
import { qualifiedName } from './catalogText.js';
import type { SchemaObject, ServerTable } from './model.js';
import { actionsOf, nameOf, type Subject } from './subject.js';

/** The first rows of a table or view. */
export const selectRows = (object: SchemaObject): string =>
  `SELECT * FROM ${qualifiedName(object)} LIMIT 100`;

/** What takes a subject away, as a script to look at first; undefined where nothing can. */
export async function dropScript(ask: Ask, subject: Subject): Promise<string | undefined> {
  const statement = actionsOf(subject).includes('drop') ? dropStatement(subject) : undefined;
  if (statement === undefined) return undefined;
  const isTable = subject.kind === 'object' && subject.object.kind === 'table';
  const references = isTable ? await readReferences(ask, subject.object) : [];
  const losses = lossesOf(subject);
  return [
    lineComment(losses),
    ...references.map(
      ({ table, constraint }) =>
        `${lineComment(`${qualifiedName(table)} refers to it.`)}\nALTER TABLE ${qualifiedName(table)} DROP CONSTRAINT ${quoteName(constraint)};\n`,
    ),
    `${statement};`,
    '',
  ].join('\n');
}

function dropStatement(subject: Subject): string | undefined {
  const name = nameOf(subject);
  switch (subject.kind) {
    case 'schema':
      return `DROP SCHEMA ${name}`;
    case 'object': {
      const { object } = subject;
      const parameters = object.kind === 'function' ? `(${object.parameterTypes})` : '';
      return `DROP ${object.kind.toUpperCase()} ${name}${parameters}`;
    }
    case 'column':
      return `ALTER TABLE ${qualifiedName(subject.relation)} DROP COLUMN ${name}`;
    case 'index':
      return `DROP INDEX ${name}`;
    case 'constraint':
      return `ALTER TABLE ${qualifiedName(subject.table)} DROP CONSTRAINT ${name}`;
    case 'role':
      return `DROP ROLE ${name}`;
    case 'principal':
      return `AWS IAM REVOKE ${quoteName(subject.role.name)} FROM '${subject.arn.replaceAll("'", "''")}'`;
    default:
      return undefined;
  }
}

function lossesOf(subject: Subject): string {
  if (subject.kind === 'column')
    return 'Drops the column with its values, indexes and constraints, for good.';
  if (subject.kind === 'object' && subject.object.kind === 'table')
    return 'Drops the table with its rows and indexes, for good.';
  if (subject.kind === 'principal') return 'Takes the role away from this IAM principal.';
  if (subject.kind === 'schema') return 'Fails as long as the schema holds anything: CASCADE drops that too.';
  const kind = subject.kind === 'object' ? subject.object.kind : subject.kind;
  return `Drops the ${kind}.`;
}

interface Reference {
  readonly table: { readonly schema: string; readonly name: string };
  readonly constraint: string;
}

const referencesQuery = `
SELECT n.nspname, c.relname, k.conname
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.confrelid = $1::oid AND k.conrelid <> k.confrelid
ORDER BY 1, 2, 3`;

async function readReferences(ask: Ask, { oid }: Pick<ServerTable, 'oid'>): Promise<readonly Reference[]> {
  const rows = await ask(referencesQuery, [oid]);
  return rows.map(([schema, name, constraint]) => ({
    table: { schema: schema ?? '', name: name ?? '' },
    constraint: constraint ?? '',
  }));
}

/** Looks at the old rows; a job does it. */
export const validateStatement = ({ table, constraint }: Extract<Subject, { kind: 'constraint' }>): string =>
  `ALTER TABLE ASYNC ${qualifiedName(table)} VALIDATE CONSTRAINT ${quoteName(constraint.name)}`;
