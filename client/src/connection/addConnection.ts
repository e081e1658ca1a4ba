import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Endpoint, parseEndpoint } from '../../../server/src/connection/endpoint.js';
import type { Profile } from '../../../server/src/connection/profile.js';
import { readBytes } from '../../../server/src/workspace/readBytes.js';
import { ask } from '../asking/ask.js';
import { always } from '../asking/standing.js';
import { awsProfilesIn } from './awsProfiles.js';
import type { Connections } from './connections.js';
import type { ClusterVariables } from './environment.js';
import { savedProfiles, saveProfile } from './savedProfiles.js';

const title = 'Add a connection';

export async function addFromVariables(
  connections: Connections,
  { endpoint: text, user, region, awsProfile }: ClusterVariables,
): Promise<Profile | undefined> {
  const endpoint = parseEndpoint(text, { region });
  if (typeof endpoint === 'string') throw new Error(`CLUSTER_ENDPOINT: ${endpoint}`);
  return await finish(connections, endpoint, awsProfile, user);
}

/** Asks for the endpoint, its Region where it does not say one, and the AWS profile. */
export async function addFromEndpoint(connections: Connections): Promise<Profile | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: 'The endpoint of the cluster, or its id',
    placeHolder: '<cluster id>.dsql.<region>.on.aws',
    ignoreFocusOut: true,
    validateInput: (typed) => {
      // What is missing beside an id or a VPC endpoint is asked for next.
      const read = parseEndpoint(typed, {
        clusterId: 'a'.repeat(26),
        ...(isBareId(typed) && { region: 'us-east-1' }),
      });
      return typeof read === 'string' ? read : undefined;
    },
  });
  if (text === undefined) return undefined;
  const region = isBareId(text) ? await askRegion(undefined) : undefined;
  if (isBareId(text) && region === undefined) return undefined;
  const clusterId = text.includes('vpce-') ? await askClusterId() : undefined;
  const endpoint = parseEndpoint(text, { region, clusterId });
  if (typeof endpoint === 'string') throw new Error(endpoint);
  const aws = await askAwsProfile();
  return aws && (await finish(connections, endpoint, aws.profile, undefined));
}

/** Asks for an AWS profile and a Region, and lists the clusters there. */
export async function addFromAws(connections: Connections): Promise<Profile | undefined> {
  const aws = await askAwsProfile();
  if (!aws) return undefined;
  const region = await askRegion(aws.region);
  if (!region) return undefined;
  const listing = connections.clusters(aws.profile, region).then((clusters) => {
    if (clusters.length === 0)
      throw new Error(`There are no clusters in ${region} that these credentials can list.`);
    return clusters.map(({ id, name, status }) => ({
      label: name ?? id,
      description: status.toLowerCase(),
      ...(name && { detail: id }),
      id,
    }));
  });
  const cluster = await vscode.window.showQuickPick(listing, { title, placeHolder: `Clusters in ${region}` });
  if (!cluster) return undefined;
  const endpoint = parseEndpoint(cluster.id, { region });
  if (typeof endpoint === 'string') throw new Error(endpoint);
  return await finish(connections, endpoint, aws.profile, undefined, cluster.label);
}

/** Asks for what remains, connects once to see that it works, and saves. */
async function finish(
  connections: Connections,
  endpoint: Endpoint,
  awsProfile: string | undefined,
  givenUser: string | undefined,
  givenName?: string,
): Promise<Profile | undefined> {
  const user = givenUser ?? (await askUser());
  if (!user) return undefined;
  const name = await askName(givenName ?? endpoint.clusterId.slice(0, 8));
  if (!name) return undefined;
  const marks = await askMarks();
  if (!marks) return undefined;
  const profile: Profile = {
    name,
    endpoint,
    user,
    awsProfile,
    searchPath: [],
    color: marks.production ? 'red' : undefined,
    ...marks,
  };
  if (!(await works(connections, profile))) return undefined;
  const target = await askScope();
  if (target === undefined) return undefined;
  await saveProfile(profile, target);
  return profile;
}

/** Whether to go on: a connection that fails now may be one that works later. */
async function works(connections: Connections, profile: Profile): Promise<boolean> {
  try {
    await connections.test(profile);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const answers = ['Save anyway'];
    return (await ask({ severity: 'error', message: reason, answers, standing: always })) !== undefined;
  }
}

async function askAwsProfile() {
  const folder = join(homedir(), '.aws');
  const read = (variable: string, file: string) => textOf(process.env[variable] ?? join(folder, file));
  const profiles = awsProfilesIn(
    await read('AWS_CONFIG_FILE', 'config'),
    await read('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
  );
  const choice = await vscode.window.showQuickPick(
    [
      {
        label: 'Default credentials',
        detail: 'What the AWS tools find on their own: environment, default profile, container or instance.',
        profile: undefined,
        region: process.env.AWS_REGION ?? profiles.find(({ name }) => name === 'default')?.region,
      },
      ...profiles
        .filter(({ name }) => name !== 'default')
        .map(({ name, region }) => ({ label: name, description: region ?? '', profile: name, region })),
    ],
    {
      title,
      placeHolder: 'The AWS profile that signs the tokens',
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return choice && { profile: choice.profile, region: choice.region };
}

/** Empty where there is no such file, or one that is not a settings file. */
async function textOf(path: string): Promise<string> {
  const read = await readBytes(path, largestSettings);
  return 'bytes' in read ? read.bytes.toString('utf8') : '';
}

const largestSettings = 2 ** 20;

const isBareId = (text: string): boolean => /^\s*[a-z0-9]{26}\s*$/i.test(text);

const askRegion = (usual: string | undefined) =>
  vscode.window.showInputBox({
    title,
    prompt: 'The AWS Region of the cluster',
    value: usual ?? '',
    placeHolder: 'us-east-1',
    ignoreFocusOut: true,
    validateInput: (text) => {
      const read = parseEndpoint('a'.repeat(26), { region: text });
      return typeof read === 'string' ? read : undefined;
    },
  });

const askClusterId = () =>
  vscode.window.showInputBox({
    title,
    prompt: 'The id of the cluster behind the VPC endpoint',
    ignoreFocusOut: true,
    validateInput: (text) => (isBareId(text) ? undefined : 'A cluster id has 26 letters and digits.'),
  });

const askUser = () =>
  vscode.window.showInputBox({
    title,
    prompt: 'The user of the database: admin, or a role that AWS IAM GRANT gives to your credentials',
    value: 'admin',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : 'Enter a user.'),
  });

function askName(usual: string) {
  const names = new Set(savedProfiles().profiles.map(({ name }) => name));
  return vscode.window.showInputBox({
    title,
    prompt: 'A name for the connection',
    value: usual,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (!text.trim()) return 'Enter a name.';
      return names.has(text.trim()) ? `A connection named "${text.trim()}" already exists.` : undefined;
    },
  });
}

async function askMarks(): Promise<{ readOnly: boolean; production: boolean } | undefined> {
  const readOnly = { label: 'Read-only', detail: 'Statements that write are refused before they are sent.' };
  const production = {
    label: 'Production',
    detail: 'Shown in red. You are always asked before a statement deletes all rows or drops something.',
  };
  const picked = await vscode.window.showQuickPick([readOnly, production], {
    title,
    placeHolder: 'Options for this connection (all are optional)',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked && { readOnly: picked.includes(readOnly), production: picked.includes(production) };
}

async function askScope(): Promise<vscode.ConfigurationTarget | undefined> {
  if (!vscode.workspace.workspaceFolders) return vscode.ConfigurationTarget.Global;
  const choice = await vscode.window.showQuickPick(
    [
      { label: 'For me', detail: 'In the user settings.', target: vscode.ConfigurationTarget.Global },
      {
        label: 'For this workspace',
        detail: 'In .vscode/settings.json, to share it. It holds no secret.',
        target: vscode.ConfigurationTarget.Workspace,
      },
    ],
    { title, placeHolder: 'Where to save the connection', ignoreFocusOut: true },
  );
  return choice?.target;
}
