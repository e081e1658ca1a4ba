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
  if (subject?.kind === 'connection') await connections.open(subject.name);
};

/** Of the line of the tree that is given, else of the file in front. */
export const disconnect: Command = async (app, given) =>
  await app.connections.disconnect(given === undefined ? undefined : connectionOf(app, given));

export const selectFirstRows: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'object')
    await app.runner.runAgain({
      sql: selectRows(subject.object),
      at: undefined,
      connection: connectionOf(app, given),
    });
};

export const copyName: Command = async (app, given) => {
  const name = nameOf(chosen(app, given));
  if (name !== undefined) await vscode.env.clipboard.writeText(name);
};

export const showDefinition: Command = async (app, given) => {
  const subject = chosen(app, given);
  const name = nameOf(subject);
  const session = await connected(app, given);
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
  const session = await connected(app, given);
  await vscode.env.clipboard.writeText(await definitionText(session.query, subject));
};

/** An empty document for a connection, or one with a query of a table. */
export const newQuery: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'connection') {
    await app.connections.open(subject.name);
    await openScript('', on(app, given));
  } else if (subject.kind === 'object') {
    const { object } = subject;
    const { columns } = await readParts((await connected(app, given)).query, object);
    await openSnippet(selectColumns(object, columns), on(app, given));
  }
};

export const newInsert: Command = async (app, given) => {
  const table = tableOf(chosen(app, given));
  if (!table) return;
  const { columns } = await readParts((await connected(app, given)).query, table);
  const typed = columns.map((column) => ({ ...column, typeName: typeText(column) }));
  await openSnippet(insertRow(table, typed), on(app, given));
};

export const addSequence: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'schema' || subject.kind === 'sequences')
    await openSnippet(newSequence(subject.schema), on(app, given));
};

export const addRole: Command = async (app, given) => await openSnippet(newRole(), on(app, given));

export const mapToPrincipal: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'role') await openSnippet(mapRole(subject.role), on(app, given));
};

export const grantRights: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'role') return await openSnippet(grantTo(subject.role), on(app, given));
  const granted = grantedName(subject);
  if (granted) await openSnippet(grantOn(granted.kind, granted.name), on(app, given));
};

export const renameObject: Command = async (app, given) => {
  const renamed = renameStart(chosen(app, given));
  if (renamed) await openSnippet(rename(renamed.alter, renamed.name), on(app, given));
};

export const addTable: Command = async (app, given) => {
  const schema = schemaOf(chosen(app, given));
  if (schema) await openSnippet(newTable(schema), on(app, given));
};

const schemaOf = (subject: Subject): Pick<ServerSchema, 'name'> | undefined => {
  if (subject.kind === 'schema' || subject.kind === 'tables') return subject.schema;
  return undefined;
};

export const addColumn: Command = async (app, given) => {
  const table = tableOf(chosen(app, given));
  if (table) await openSnippet(newColumn(table), on(app, given));
};

export const addIndex: Command = async (app, given) => {
  const subject = chosen(app, given);
  const table = tableOf(subject);
  if (table)
    await openSnippet(
      newIndex(table, subject.kind === 'column' ? subject.column : undefined),
      on(app, given),
    );
};

/** Starts the job at once: it changes nothing but the mark of the constraint. */
export const validateConstraint: Command = async (app, given) => {
  const subject = chosen(app, given);
  if (subject.kind === 'constraint')
    await app.runner.runAgain({
      sql: validateStatement(subject),
      at: undefined,
      connection: connectionOf(app, given),
    });
};

/** Shows what would be run; the person runs it, and is asked again. */
export const dropObject: Command = async (app, given) => {
  const subject = chosen(app, given);
  const { query } = await connected(app, given);
  const script = await dropScript(query, subject);
  if (script !== undefined) await openScript(script, on(app, given));
};

function chosen({ schema }: Pick<SchemaApp, 'schema'>, given: unknown): Subject {
  const node = schema.chosen(given);
  if (!node) throw new Error('Choose something in the schema tree first.');
  return node.subject;
}

/** The connection that a line of the tree is below. */
function connectionOf({ schema }: Pick<SchemaApp, 'schema'>, given: unknown): string | undefined {
  let node = schema.chosen(given);
  while (node?.parent) node = node.parent;
  return node?.subject.kind === 'connection' ? node.subject.name : undefined;
}

async function connected(app: Pick<SchemaApp, 'connections' | 'schema'>, given: unknown): Promise<Session> {
  const session = await app.connections.session({ name: connectionOf(app, given) });
  if (!session) throw new Error('There is no connection.');
  return session;
}

/** Where a new document shall work. */
export interface WorksOn {
  readonly connections: Pick<Connections, 'bind'>;
  readonly name: string | undefined;
}

const on = (app: Pick<SchemaApp, 'connections' | 'schema'>, given: unknown): WorksOn => ({
  connections: app.connections,
  name: connectionOf(app, given),
});

/** An unsaved SQL document, for a connection. */
export async function openScript(
  content: string,
  { connections, name }: WorksOn,
): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'sql', content });
  if (name !== undefined) connections.bind(document.uri.toString(), name);
  return await vscode.window.showTextDocument(document);
}

async function openSnippet(snippet: string, worksOn: WorksOn): Promise<void> {
  const editor = await openScript('', worksOn);
  await editor.insertSnippet(new vscode.SnippetString(snippet));
}
