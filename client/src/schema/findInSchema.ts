import * as vscode from 'vscode';
import type { Connections } from '../connection/connections.js';
import { inLabel } from '../shownText.js';
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
  if (schema.roots().length === 0) {
    const session = await connections.session();
    await session?.connect();
  }
  const roots = schema.roots();
  if (roots.length === 0) return;
  const named = (label: string) => (roots.length > 1 ? label : undefined);
  const things = Promise.all(
    roots.map(async ({ id, label }) => {
      const session = connections.all().find(({ name }) => name === label)?.session;
      return session ? (await readNames(session.query, id)).map((thing) => itemOf(thing, named(label))) : [];
    }),
  ).then((all) => all.flat());
  const choice = await vscode.window.showQuickPick(things, {
    title: `Find in the schema of ${roots.map(({ label }) => label).join(', ')}`,
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

const itemOf = ({ kind, name, place, id }: NamedThing, connection: string | undefined): Found => ({
  label: `$(${icons[kind]}) ${inLabel(name)}`,
  description: [kind, place, connection].filter((part) => part !== undefined).join(' · '),
  id,
});
