import * as vscode from 'vscode';
import type { Ask } from '../../../server/src/connection/answer.js';
import { readParts } from '../../../server/src/connection/catalog.js';
import type { Session } from '../../../server/src/connection/session.js';
import {
  constraintDdl,
  indexDdl,
  roleDdl,
  schemaDdl,
  typeText,
} from '../../../server/src/core/catalog/fromServer/ddl.js';
import type { ServerSchema } from '../../../server/src/core/catalog/fromServer/model.js';
import type { Connections } from '../connection/connections.js';
import type { Runner } from '../runner/runner.js';
import { definitionOf } from './definition.js';
import type { DefinitionTexts } from './definitionTexts.js';
import type { SchemaView } from './schemaView.js';
import { dropScript, grantedName, renameStart, selectRows, validateStatement } from './statements.js';
import { nameOf, type Subject, tableOf } from './subject.js';
import {
  grantOn,
  grantTo,
  insertRow,
  mapRole,
  newColumn,
  newIndex,
  newRole,
  newSequence,
  newTable,
  rename,
  selectColumns,
} from './templates.js';

// What the tree's commands do. `given` is what VS Code passes along: the line of the tree.

/** What they need of the app. */
interface SchemaApp {
  readonly connections: Connections;
  readonly schema: SchemaView;
  readonly definitions: DefinitionTexts;
  readonly runner: Pick<Runner, 'runAgain'>;
}

type Command = (app: SchemaApp, given: unknown) => Promise<unknown>;

export const useConnection: Command = async ({ connections, schema }, given) => {
  const subject = schema.chosen(given)?.subject;
  if (subject?.kind === 'connection') await connections.use(subject.name);
};

export const selectFirstRows: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'object')
    await app.runner.runAgain({ sql: selectRows(subject.object), at: undefined });
};

export const copyName: Command = async (app, given) => {
  const name = nameOf(chosen(app, given));
  if (name !== undefined) await vscode.env.clipboard.writeText(name);
};

export const showDefinition: Command = async (app, given) => {
  const subject = chosen(app, given);
  const name = nameOf(subject);
  const session = await connected(app);
  if (name !== undefined)
    await app.definitions.show(session.target.profile.name, name, () =>
      definitionText(session.query, subject),
    );
};

async function definitionText(ask: Ask, subject: Subject): Promise<string> {
  switch (subject.kind) {
    case 'object':
      return await definitionOf(ask, subject.object);
    case 'index':
      return indexDdl(subject.table, subject.index);
    case 'constraint':
      return constraintDdl(subject.table, subject.constraint);
    case 'schema':
      return schemaDdl(subject.schema);
    case 'role':
      return roleDdl(subject.role);
    default:
      throw new Error('This has no definition.');
  }
}

/** Copies what "Show DDL" shows. */
export const copyDefinition: Command = async (app, given) => {
  const subject = chosen(app, given);
  const session = await connected(app);
  await vscode.env.clipboard.writeText(await definitionText(session.query, subject));
};

/** An empty document for a connection, or one with a query of a table. */
export const newQuery: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'connection') {
    if ((await app.connections.use(subject.name)) !== undefined) await openScript('');
  } else if (subject.kind === 'object') {
    const { object } = subject;
    const { columns } = await readParts((await connected(app)).query, object);
    await openSnippet(selectColumns(object, columns));
  }
};

export const newInsert: Command = async (app, given) => {
  const table = tableOf(chosen(app, given));
  if (!table) return;
  const { columns } = await readParts((await connected(app)).query, table);
  await openSnippet(
    insertRow(
      table,
      columns.map((column) => ({ ...column, typeName: typeText(column) })),
    ),
  );
};

export const addSequence: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'schema' || subject.kind === 'sequences')
    await openSnippet(newSequence(subject.schema));
};

export const addRole: Command = async () => await openSnippet(newRole());

export const mapToPrincipal: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'role') await openSnippet(mapRole(subject.role));
};

export const grantRights: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'role') return await openSnippet(grantTo(subject.role));
  const granted = grantedName(subject);
  if (granted) await openSnippet(grantOn(granted.kind, granted.name));
};

export const renameObject: Command = async (app, given) => {
  const renamed = renameStart(chosen(app, given));
  if (renamed) await openSnippet(rename(renamed.alter, renamed.name));
};

export const addTable: Command = async (app, given) => {
  const schema = schemaOf(chosen(app, given));
  if (schema) await openSnippet(newTable(schema));
};

const schemaOf = (subject: Subject): Pick<ServerSchema, 'name'> | undefined => {
  if (subject.kind === 'schema' || subject.kind === 'tables') return subject.schema;
  return undefined;
};

export const addColumn: Command = async (app, given) => {
  const table = tableOf(chosen(app, given));
  if (table) await openSnippet(newColumn(table));
};

export const addIndex: Command = async (app, given) => {
  const subject = chosen(app, given);
  const table = tableOf(subject);
  if (table) await openSnippet(newIndex(table, subject.kind === 'column' ? subject.column : undefined));
};

/** Starts the job at once: it changes nothing but the mark of the constraint. */
export const validateConstraint: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'constraint')
    await app.runner.runAgain({ sql: validateStatement(subject), at: undefined });
};

/** Shows what would be run; the person runs it, and is asked again. */
export const dropObject: Command = async (app, given) => {
  const subject = chosen(app, given);
  const { query } = await connected(app);
  const script = await dropScript(query, subject);
  if (script !== undefined) await openScript(script);
};

function chosen({ schema }: Pick<SchemaApp, 'schema'>, given: unknown): Subject {
  const node = schema.chosen(given);
  if (!node) throw new Error('Choose something in the schema tree first.');
  return node.subject;
}

async function connected({ connections }: Pick<SchemaApp, 'connections'>): Promise<Session> {
  const session = await connections.session();
  if (!session) throw new Error('There is no connection.');
  return session;
}

/** An unsaved SQL document. */
export async function openScript(content: string): Promise<vscode.TextEditor> {
  return await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'sql', content }),
  );
}

async function openSnippet(snippet: string): Promise<void> {
  const editor = await openScript('');
  await editor.insertSnippet(new vscode.SnippetString(snippet));
}
