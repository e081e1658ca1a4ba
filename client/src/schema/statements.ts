import type { Ask } from '../../../server/src/connection/answer.js';
import { lookUp } from '../../../server/src/connection/lookUp.js';
import { referencesTo } from '../../../server/src/core/catalog/fromServer/constraints.js';
import type { SchemaObject } from '../../../server/src/core/catalog/fromServer/model.js';
import { lineComment } from '../../../server/src/core/syntax/comments.js';
import { quoteName, quoteObject } from '../../../server/src/core/syntax/names.js';
import { actionsOf, nameOf, type Subject } from './subject.js';

/** The first rows of a table or view. */
export const selectRows = (object: SchemaObject): string => `SELECT * FROM ${quoteObject(object)} LIMIT 100`;

/** What takes a subject away, as a script to look at first; undefined where nothing can. */
export async function dropScript(ask: Ask, subject: Subject): Promise<string | undefined> {
  const statement = actionsOf(subject).includes('drop') ? dropStatement(subject) : undefined;
  if (statement === undefined) return undefined;
  const isTable = subject.kind === 'object' && subject.object.kind === 'table';
  const references = isTable ? await lookUp(ask, referencesTo(subject.object.oid)) : [];
  const losses = lossesOf(subject);
  return [
    lineComment(losses),
    ...references.map(({ schema, table, name }) => {
      const referring = quoteObject({ schema, name: table });
      return `${lineComment(`${referring} refers to it.`)}\nALTER TABLE ${referring} DROP CONSTRAINT ${quoteName(name)};\n`;
    }),
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
      return `ALTER TABLE ${quoteObject(subject.relation)} DROP COLUMN ${name}`;
    case 'index':
      return `DROP INDEX ${name}`;
    case 'constraint':
      return `ALTER TABLE ${quoteObject(subject.table)} DROP CONSTRAINT ${name}`;
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
    return 'Drops the column with its values, indexes and constraints permanently.';
  if (subject.kind === 'object' && subject.object.kind === 'table')
    return 'Drops the table with its rows and indexes permanently.';
  if (subject.kind === 'principal') return 'Revokes the role from this IAM principal.';
  if (subject.kind === 'schema')
    return 'Fails while the schema contains anything. CASCADE drops the contents too.';
  const kind = subject.kind === 'object' ? subject.object.kind : subject.kind;
  return `Drops the ${kind}.`;
}

/** What a right is granted on, as GRANT names it; undefined for what has none. */
export function grantedName(
  subject: Subject,
):
  | { readonly kind: 'table' | 'view' | 'sequence' | 'function' | 'schema'; readonly name: string }
  | undefined {
  const name = nameOf(subject) ?? '';
  if (subject.kind === 'schema') return { kind: 'schema', name: `SCHEMA ${name}` };
  if (subject.kind !== 'object') return undefined;
  const { object } = subject;
  switch (object.kind) {
    case 'table':
    case 'view':
      return { kind: object.kind, name };
    case 'sequence':
      return { kind: 'sequence', name: `SEQUENCE ${name}` };
    case 'function':
      return { kind: 'function', name: `FUNCTION ${name}(${object.parameterTypes})` };
    default:
      return undefined;
  }
}

/** The statement that renames a subject, up to TO, and its name now; undefined for what keeps its name. */
export function renameStart(subject: Subject): { readonly alter: string; readonly name: string } | undefined {
  const written = nameOf(subject);
  switch (subject.kind) {
    case 'schema':
      return { alter: `ALTER SCHEMA ${written} RENAME`, name: subject.schema.name };
    case 'object': {
      const { object } = subject;
      const parameters = object.kind === 'function' ? `(${object.parameterTypes})` : '';
      return {
        alter: `ALTER ${object.kind.toUpperCase()} ${written}${parameters} RENAME`,
        name: object.name,
      };
    }
    case 'column':
      return {
        alter: `ALTER TABLE ${quoteObject(subject.relation)} RENAME COLUMN ${written}`,
        name: subject.column.name,
      };
    case 'index':
      return { alter: `ALTER INDEX ${written} RENAME`, name: subject.index.name };
    case 'constraint':
      return {
        alter: `ALTER TABLE ${quoteObject(subject.table)} RENAME CONSTRAINT ${written}`,
        name: subject.constraint.name,
      };
    case 'role':
      return { alter: `ALTER ROLE ${written} RENAME`, name: subject.role.name };
    default:
      return undefined;
  }
}

/** Looks at the old rows; a job does it. */
export const validateStatement = ({ table, constraint }: Extract<Subject, { kind: 'constraint' }>): string =>
  `ALTER TABLE ASYNC ${quoteObject(table)} VALIDATE CONSTRAINT ${quoteName(constraint.name)}`;
