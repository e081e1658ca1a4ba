import * as vscode from 'vscode';
import type { Profile } from '../../../server/src/connection/profile.js';
import { sandboxName } from '../../../server/src/connection/sandbox.js';
import type { Session } from '../../../server/src/connection/session.js';
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

/** Lets the person pick where to run, the sandbox first, or add a connection; connects to it. */
export async function chooseConnection({ connections }: Connecting): Promise<Session | undefined> {
  const { profiles, problems } = savedProfiles();
  const current = connections.current()?.name;
  const use = (name: string) => () => connections.use(name);
  const add = (profile: Promise<Profile | undefined>) =>
    profile.then((added) => (added ? connections.use(added.name) : undefined));
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
      description: current === sandboxName ? 'in use' : 'no AWS account needed',
      detail: 'An Aurora DSQL look-alike on this computer. It stops with the window and keeps its data.',
      act: use(sandboxName),
    },
    ...profiles.map((profile) => ({
      label: `$(database) ${profile.name}`,
      description: profile.name === current ? 'in use' : marksOf(profile),
      detail: `${profile.user} on ${profile.endpoint.address}`,
      act: use(profile.name),
    })),
    { label: 'Add a connection', kind: vscode.QuickPickItemKind.Separator },
    ...variables.map(({ source, cluster }) => ({
      label: `$(file) From ${source}`,
      description: cluster.endpoint,
      act: () => add(addFromVariables(connections, cluster)),
    })),
    {
      label: '$(cloud) Pick a cluster of an AWS account…',
      description: 'lists the clusters of a profile and a Region',
      act: () => add(addFromAws(connections)),
    },
    { label: '$(link) Paste an endpoint…', act: () => add(addFromEndpoint(connections)) },
    { label: 'Settings', kind: vscode.QuickPickItemKind.Separator },
    ...problems.map((problem) => ({ label: `$(warning) ${problem}`, act: editConnections })),
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
