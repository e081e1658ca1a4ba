import * as vscode from 'vscode';
import type { ToolServer } from './toolServer.js';

interface Invocation {
  readonly input: Readonly<Record<string, unknown>>;
}

/** What VS Code has had since 1.95, later than the oldest that the extension runs in. */
declare module 'vscode' {
  const LanguageModelToolResult: (new (content: readonly object[]) => object) | undefined;
  const LanguageModelTextPart: (new (value: string) => object) | undefined;
  namespace lm {
    const registerTool:
      | ((
          name: string,
          tool: {
            readonly invoke: (call: Invocation, token: CancellationToken) => Promise<object>;
            readonly prepareInvocation: (call: Invocation) => object;
          },
        ) => Disposable)
      | undefined;
  }
}

/** A tool as package.json names it. */
export interface ContributedTool {
  readonly name: string;
  readonly displayName: string;
  readonly tags: readonly string[];
}

/**
 * The tools of `dsql mcp` as tools of VS Code's own, which people name in a chat (#dsqlLint) and other extensions call. VS Code asks a
 * person before one that changes something. Does nothing where VS Code knows no such tools.
 */
export function offerLanguageModelTools(
  tools: readonly ContributedTool[],
  server: ToolServer,
): vscode.Disposable {
  const { registerTool: register } = vscode.lm;
  const [Result, Text] = [vscode.LanguageModelToolResult, vscode.LanguageModelTextPart];
  if (!register || !Result || !Text) return { dispose: () => undefined };
  return vscode.Disposable.from(
    ...tools.map(({ name, displayName, tags }) =>
      register(name, {
        async invoke({ input }, token) {
          if (!vscode.workspace.isTrusted)
            return new Result([new Text('Nothing was done: a person must trust the folder first.')]);
          const text = await server.call(toolOf(name), input, (cancel) => {
            token.onCancellationRequested(cancel);
          });
          return new Result([new Text(text)]);
        },
        prepareInvocation: ({ input }) => ({
          invocationMessage: displayName,
          ...(tags.includes('writes') && {
            confirmationMessages: {
              title: displayName,
              message: new vscode.MarkdownString().appendCodeblock(String(input.sql ?? ''), 'sql'),
            },
          }),
        }),
      }),
    ),
  );
}

/** `lint` of `dsql_lint`. */
const toolOf = (name: string): string => name.replace(/^dsql_/, '');
