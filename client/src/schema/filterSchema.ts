import * as vscode from 'vscode';
import type { SchemaView } from './schemaView.js';

/** Asks for a part of a name, and leaves in the tree the objects that have it. */
export async function filterSchema({ schema }: { readonly schema: SchemaView }): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: 'Filter the schema tree',
    prompt: 'A part of the name of a table, view, sequence, function or domain. Leave it empty to see all.',
    value: schema.filtered(),
  });
  if (text !== undefined) schema.filter(text.trim());
}
