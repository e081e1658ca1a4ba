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

/** Looks at the old rows; a job does it. */
export const validateStatement = ({ table, constraint }: Extract<Subject, { kind: 'constraint' }>): string =>
  `ALTER TABLE ASYNC ${quoteObject(table)} VALIDATE CONSTRAINT ${quoteName(constraint.name)}`;
