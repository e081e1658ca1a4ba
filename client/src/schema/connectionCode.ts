import * as vscode from 'vscode';
import { languages } from '../../../server/src/connectCode/languages.js';
import { readTarget } from '../../../server/src/connectCode/target.js';
import { sandboxName } from '../../../server/src/connection/sandbox.js';
import type { Connections } from '../connection/connections.js';
import { type CodePlace, wishesOf } from '../connection/connectionWishes.js';
import { savedProfiles } from '../connection/savedProfiles.js';
import { inLabel } from '../shownText.js';
import type { SchemaView } from './schemaView.js';

interface Copying {
  readonly connections: Connections;
  readonly schema: SchemaView;
}

/** Copies a program that connects: to the connection of a line of the tree, or to one that the person picks. */
export async function copyConnectionCode(app: Copying, given: unknown): Promise<void> {
  const subject = given === undefined ? undefined : app.schema.chosen(given)?.subject;
  const place =
    subject?.kind === 'connection'
      ? placeOf(app.connections, subject.name)
      : await pickPlace(app.connections);
  const chosen =
    place &&
    (await vscode.window.showQuickPick(programs, {
      title: 'Copy connection code',
      placeHolder: 'The driver of the program',
      matchOnDescription: true,
    }));
  if (!chosen) return;
  const target = readTarget(wishesOf(place));
  if (typeof target === 'string') throw new Error(target);
  await vscode.env.clipboard.writeText(chosen.program.code(target));
  void vscode.window.setStatusBarMessage(`$(check) Copied the program for ${chosen.label}.`, 5_000);
}

const programs = languages.flatMap(({ title, programs }) => [
  { label: title, kind: vscode.QuickPickItemKind.Separator, program: programs[0] },
  ...programs.map((program) => ({ label: program.title, description: title, program })),
]);

function placeOf(connections: Connections, name: string): CodePlace {
  const open = connections.all().find((one) => one.name === name)?.session.target;
  if (open) return { profile: open.profile, caFile: open.caFile };
  if (name === sandboxName)
    throw new Error('The local sandbox is not running: connect to it first, then its port is known.');
  const profile = savedProfiles().profiles.find((one) => one.name === name);
  if (!profile) throw new Error(`There is no connection named "${name}" in the settings.`);
  return { profile, caFile: undefined };
}

async function pickPlace(connections: Connections): Promise<CodePlace | undefined> {
  const current = connections.current();
  const names = new Set(savedProfiles().profiles.map(({ name }) => name));
  for (const { name } of connections.all()) names.add(name);
  const later = { label: '$(edit) None: fill in the endpoint later', place: () => ({ profile: undefined }) };
  const picked = await vscode.window.showQuickPick(
    [
      ...[...names].map((name) => ({
        label: `$(database) ${inLabel(name)}`,
        description: name === current?.name ? 'in use' : '',
        place: (): CodePlace => placeOf(connections, name),
      })),
      later,
    ],
    { title: 'Copy connection code', placeHolder: 'The connection that the program opens' },
  );
  return picked?.place();
}
