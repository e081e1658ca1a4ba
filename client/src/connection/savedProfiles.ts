import * as vscode from 'vscode';
import type { Profile } from '../../../server/src/connection/profile.js';
import { joinProfiles, type Profiles, parseProfiles, profileEntry } from './profile.js';

const key = 'connections';
const configuration = () => vscode.workspace.getConfiguration('dsql');

/** The connections of the user and of the workspace. */
export function savedProfiles(): Profiles {
  const inspected = configuration().inspect<unknown>(key);
  return joinProfiles({
    ofUser: parseProfiles(inspected?.globalValue),
    ofWorkspace: parseProfiles(inspected?.workspaceValue),
  });
}

/** Adds a connection to the settings of the user or of the workspace, in the place of one with its name. */
export async function saveProfile(profile: Profile, target: vscode.ConfigurationTarget): Promise<void> {
  const inspected = configuration().inspect<unknown>(key);
  const value =
    target === vscode.ConfigurationTarget.Workspace ? inspected?.workspaceValue : inspected?.globalValue;
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const others = entries.filter((entry) => nameOf(entry) !== profile.name);
  await configuration().update(key, [...others, profileEntry(profile)], target);
}

const nameOf = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
