import * as vscode from 'vscode';
import type { Profile } from '../../../server/src/connection/profile.js';
import { sandboxName } from '../../../server/src/connection/sandbox.js';
import type { Session } from '../../../server/src/connection/session.js';
import { inLabel } from '../shownText.js';
import { addFromAws, addFromEndpoint, addFromVariables } from './addConnection.js';
import type { Connections } from './connections.js';
import { variablesNearby } from './environment.js';
import { savedProfiles } from './savedProfiles.js';

interface Choice extends vscode.QuickPickItem {
  readonly act?: () => Promise<Session | undefined>;
}

interface Connecting {
  readonly connections: Connections;
}

/**
 * Lets the person pick where to run, the sandbox first, or add a connection; connects to it. `document`: what shall work there;
 * undefined for the document in front.
 */
export async function chooseConnection(
  { connections }: Connecting,
  document?: string,
): Promise<Session | undefined> {
  const { profiles, problems } = savedProfiles();
  const place = document === undefined ? connections.current() : connections.of(document);
  const open = new Set(connections.all().map(({ name }) => name));
  const stateOf = (name: string) => (name === place?.name ? 'in use' : open.has(name) ? 'open' : undefined);
  const use = (name: string) => () => connections.use(name, document);
  const add = (profile: Promise<Profile | undefined>) =>
    profile.then((added) => (added ? connections.use(added.name, document) : undefined));
  const variables = await variablesNearby({
    isTrusted: vscode.workspace.isTrusted,
    folders: (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
      uri.scheme === 'file' ? [uri.fsPath] : [],
    ),
    environment: process.env,
  });
  const choices: readonly Choice[] = [
    {
      label: '$(vm) Start local sandbox',
      description: stateOf(sandboxName) ?? 'no AWS account needed',
      detail: 'It runs on this computer, stops with the window, and keeps its data.',
      act: use(sandboxName),
    },
    ...profiles.map((profile) => ({
      label: `$(database) ${inLabel(profile.name)}`,
      description: [stateOf(profile.name), marksOf(profile)].filter(Boolean).join(', '),
      detail: inLabel(`${profile.user} on ${profile.endpoint.address}`),
      act: use(profile.name),
    })),
    { label: 'Add a connection', kind: vscode.QuickPickItemKind.Separator },
    ...variables.map(({ source, cluster }) => ({
      label: `$(file) From ${source}`,
      description: inLabel(cluster.endpoint),
      act: () => add(addFromVariables(connections, cluster)),
    })),
    {
      label: '$(cloud) Pick a cluster of an AWS account…',
      description: 'from a profile and a Region',
      act: () => add(addFromAws(connections)),
    },
    { label: '$(link) Paste an endpoint…', act: () => add(addFromEndpoint(connections)) },
    { label: 'Settings', kind: vscode.QuickPickItemKind.Separator },
    ...problems.map((problem) => ({ label: `$(warning) ${inLabel(problem)}`, act: editConnections })),
    { label: '$(settings-gear) Edit connections', act: editConnections },
  ];
  const choice = await vscode.window.showQuickPick(choices, {
    title: 'Connect to Aurora DSQL',
    placeHolder: 'Where to run statements',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return await choice?.act?.();
}

const marksOf = ({ readOnly, production }: Profile): string =>
  [...(production ? ['production'] : []), ...(readOnly ? ['read-only'] : [])].join(', ');

async function editConnections(): Promise<undefined> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'dsql.connections');
  return undefined;
}
