import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Part {
  readonly value: string;
}

/** What this VS Code has, and the types of the oldest one do not. */
const lm = vscode.lm as unknown as {
  readonly tools: readonly { readonly name: string }[];
  readonly invokeTool: (
    name: string,
    call: { readonly input: object; readonly toolInvocationToken: undefined },
  ) => Promise<{ readonly content: readonly Part[] }>;
};

describe('The tools for agents', () => {
  before(() => vscode.extensions.getExtension('dsql-workbench.dsql-workbench')?.activate());

  it('are tools of VS Code, each with the name that its server has', () => {
    const own = lm.tools.map(({ name }) => name).filter((name) => name.startsWith('dsql_'));
    assert.deepEqual(own.toSorted(), [
      'dsql_dialect',
      'dsql_diff',
      'dsql_explain_error',
      'dsql_explain_plan',
      'dsql_fix',
      'dsql_lint',
      'dsql_plan_migration',
      'dsql_rules',
      'dsql_run',
      'dsql_schema',
    ]);
  });

  it('answer what the server answers', async () => {
    const input = { sql: 'CREATE INDEX i ON t (n);' };
    const { content } = await lm.invokeTool('dsql_fix', { input, toolInvocationToken: undefined });
    const { text } = JSON.parse(content.map(({ value }) => value).join(''));
    assert.equal(text, 'CREATE INDEX ASYNC i ON t (n);');
  });
});
