import * as vscode from 'vscode';

/** The folder whose files the tools for agents read: the first one on a disk; undefined in a window without one. */
export const projectFolder = (): vscode.Uri | undefined =>
  vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
