import * as vscode from 'vscode';
import { agentToolsId } from '../manifest.js';
import { projectFolder } from './projectFolder.js';

/** What VS Code has had since 1.101, later than the oldest that the extension runs in. */
declare module 'vscode' {
  const McpStdioServerDefinition:
    | (new (
        label: string,
        command: string,
        args: readonly string[],
        env: Readonly<Record<string, string>>,
        version: string,
      ) => { cwd?: Uri })
    | undefined;
  namespace lm {
    const registerMcpServerDefinitionProvider:
      | ((
          id: string,
          provider: { readonly provideMcpServerDefinitions: () => readonly object[] },
        ) => Disposable)
      | undefined;
  }
}

/**
 * Offers `dsql mcp` to the agents of VS Code, with a sandbox as the place where statements run. VS Code starts it when an agent wants
 * it, and asks a person before a tool that changes something. Does nothing where VS Code has no agents, or the folder is not trusted.
 */
export function offerToolServer(cli: string, version: string): vscode.Disposable {
  const { registerMcpServerDefinitionProvider: register } = vscode.lm;
  const Server = vscode.McpStdioServerDefinition;
  if (!register || !Server) return { dispose: () => undefined };
  return register(agentToolsId, {
    provideMcpServerDefinitions: () => {
      if (!vscode.workspace.isTrusted) return [];
      const server = new Server(
        'DSQL Workbench',
        process.execPath,
        [cli, 'mcp'],
        { ELECTRON_RUN_AS_NODE: '1' },
        version,
      );
      const folder = projectFolder();
      if (folder) server.cwd = folder;
      return [server];
    },
  });
}
