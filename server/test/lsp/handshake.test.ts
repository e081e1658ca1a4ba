import assert from 'node:assert/strict';
import { test } from 'node:test';
import { semanticTokenTypes } from '../../src/core/ide/semanticTokens.js';
import { openSession, vscode } from './session.js';

const capabilities = {
  textDocumentSync: 2,
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['.', '"', "'"], resolveProvider: true },
  definitionProvider: true,
  typeDefinitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  renameProvider: { prepareProvider: true },
  workspaceSymbolProvider: true,
  documentLinkProvider: {},
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: ';' },
  linkedEditingRangeProvider: true,
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [] },
    full: { delta: true },
  },
  codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.dsql'], resolveProvider: false },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

test('an editor that can do nothing is told what there is', async (t) => {
  const session = await openSession(t);
  assert.deepEqual(session.initialized, { serverInfo: { name: 'DSQL Workbench' }, capabilities });
});

test('VS Code is told to pull diagnostics and to resolve code actions', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  assert.deepEqual(session.initialized.capabilities, {
    ...capabilities,
    codeActionProvider: { ...capabilities.codeActionProvider, resolveProvider: true },
    diagnosticProvider: { identifier: 'dsql', interFileDependencies: true, workspaceDiagnostics: true },
  });
});

test('the server asks VS Code to tell it of changed settings, configuration and SQL files', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  const registered: unknown[] = [];
  for (const _ of ['configuration', 'watched files']) {
    const params = await session.heard('client/registerCapability');
    const { registrations } = params as { registrations: { method: string; registerOptions: unknown }[] };
    registered.push(...registrations.map(({ method, registerOptions }) => ({ method, registerOptions })));
  }
  assert.deepEqual(registered, [
    { method: 'workspace/didChangeConfiguration', registerOptions: { section: 'dsql' } },
    {
      method: 'workspace/didChangeWatchedFiles',
      registerOptions: {
        watchers: [
          { globPattern: '**/dsql.config.json' },
          { globPattern: '**/dsql.dialect.json' },
          { globPattern: '**/dsql.overlay.json' },
          { globPattern: '**/*.sql' },
          {
            globPattern:
              '**/{package.json,pyproject.toml,requirements*.txt,setup.py,setup.cfg,Pipfile,pom.xml,build.gradle,build.gradle.kts,go.mod,Cargo.toml,mix.exs,*.csproj,Directory.Packages.props,Directory.Build.props,packages.config}',
          },
          {
            globPattern:
              '**/{meta/_journal.json,sqitch.plan,migration_lock.toml,atlas.sum,*.sql.conf,metadata.toml}',
          },
          { globPattern: '**', kind: 4 },
        ],
      },
    },
  ]);
});

test('the server ends well when it is asked to', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  assert.equal(await session.exit(), 0);
});

test('the server ends when its editor is gone', async (t) => {
  const session = await openSession(t);
  assert.equal(await session.vanish(), 1);
});
