import * as vscode from 'vscode';
import type { Connections } from '../connection/connections.js';
import { type NamedThing, readNames } from './names.js';
import type { SchemaView } from './schemaView.js';

interface Found extends vscode.QuickPickItem {
  readonly id: string;
}

interface Searched {
  readonly connections: Connections;
  readonly schema: SchemaView;
}

/** Lets the person look for a name, and shows it in the tree. */
export async function findInSchema({ connections, schema }: Searched): Promise<void> {
  const session = await connections.session();
  await session?.connect();
  const root = schema.root();
  if (!session || !root) return;
  const things = readNames(session.query, root.id).then((all) => all.map(itemOf));
  const choice = await vscode.window.showQuickPick(things, {
    title: `Find in the schema of ${root.label}`,
    placeHolder: 'The name of a table, a column, an index, …',
    matchOnDescription: true,
  });
  if (choice) await schema.reveal(choice.id);
}

const icons: Readonly<Record<NamedThing['kind'], string>> = {
  table: 'table',
  view: 'eye',
  sequence: 'list-ordered',
  function: 'symbol-function',
  domain: 'symbol-class',
  column: 'symbol-field',
  index: 'list-tree',
};

const itemOf = ({ kind, name, place, id }: NamedThing): Found => ({
  label: `$(${icons[kind]}) ${name}`,
  description: `${kind} · ${place}`,
  id,
});
