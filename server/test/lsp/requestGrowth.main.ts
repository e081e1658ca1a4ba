import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CodeActionTriggerKind, type Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerMethod } from '../../src/protocol/requests.js';
import { kinds as firstKinds } from '../core/growthKinds.js';
import { crossed, moreKinds } from '../core/moreGrowthKinds.js';
import { type Counter, countSteps, growingAt } from '../countSteps.js';
import { serveHere } from './served.js';

// Each request of an editor, as the server answers it: of a text of twice the size no place of the code runs more than about
// twice as often. `core/growth.test.ts` asks for most of the same without the server around it.

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly uri: string;
  /** A name in the middle of the text. */
  readonly position: Range['start'];
  readonly range: Range;
  /** Of the whole text. */
  readonly all: Range;
}

type Request = readonly [method: string, params: object];

const diagnostics = { context: { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked } };
const options = { tabSize: 2, insertSpaces: true };

const requests: Readonly<Record<string, (asked: Asked) => Request>> = {
  diagnostics: ({ textDocument }) => ['textDocument/diagnostic', { textDocument }],
  hover: ({ textDocument, position }) => ['textDocument/hover', { textDocument, position }],
  'the lightbulb': ({ textDocument, range }) => [
    'textDocument/codeAction',
    { textDocument, range, ...diagnostics },
  ],
  'the lightbulb of the whole text': ({ textDocument, all }) => [
    'textDocument/codeAction',
    { textDocument, range: all, ...diagnostics },
  ],
  'a fix of all': ({ textDocument, all }) => [
    'textDocument/codeAction',
    { textDocument, range: all, context: { diagnostics: [], only: ['source.fixAll.dsql'] } },
  ],
  'the edit of a fix of all': ({ uri }) => ['codeAction/resolve', { title: 'Fix all', data: { uri } }],
  completion: ({ textDocument, position }) => ['textDocument/completion', { textDocument, position }],
  'the signature of a call': ({ textDocument, position }) => [
    'textDocument/signatureHelp',
    { textDocument, position },
  ],
  definition: ({ textDocument, position }) => ['textDocument/definition', { textDocument, position }],
  'definition of the type': ({ textDocument, position }) => [
    'textDocument/typeDefinition',
    { textDocument, position },
  ],
  references: ({ textDocument, position }) => [
    'textDocument/references',
    { textDocument, position, context: { includeDeclaration: true } },
  ],
  highlights: ({ textDocument, position }) => ['textDocument/documentHighlight', { textDocument, position }],
  'linked editing': ({ textDocument, position }) => [
    'textDocument/linkedEditingRange',
    { textDocument, position },
  ],
  'what may be renamed': ({ textDocument, position }) => [
    'textDocument/prepareRename',
    { textDocument, position },
  ],
  rename: ({ textDocument, position }) => [
    'textDocument/rename',
    { textDocument, position, newName: 'renamed' },
  ],
  symbols: ({ textDocument }) => ['textDocument/documentSymbol', { textDocument }],
  'symbols of the folder': () => ['workspace/symbol', { query: 't' }],
  folds: ({ textDocument }) => ['textDocument/foldingRange', { textDocument }],
  'selection ranges': ({ textDocument, position }) => [
    'textDocument/selectionRange',
    { textDocument, positions: [position] },
  ],
  'semantic tokens': ({ textDocument }) => ['textDocument/semanticTokens/full', { textDocument }],
  'inlay hints': ({ textDocument, all }) => ['textDocument/inlayHint', { textDocument, range: all }],
  links: ({ textDocument }) => ['textDocument/documentLink', { textDocument }],
  'the layout': ({ textDocument }) => ['textDocument/formatting', { textDocument, options }],
  'the layout of a part': ({ textDocument, range }) => [
    'textDocument/rangeFormatting',
    { textDocument, range, options },
  ],
  'the layout of what was typed': ({ textDocument, position }) => [
    'textDocument/onTypeFormatting',
    { textDocument, position, ch: ';', options },
  ],
};

/** What the extension asks beside the protocol. */
const ofExtension: Readonly<Record<ServerMethod, ((asked: Asked) => object) | 'not of a text'>> = {
  'dsql/convert': ({ uri }) => ({ uri }),
  'dsql/fixAll': ({ uri }) => ({ uri }),
  'dsql/dialect': ({ textDocument }) => ({ textDocument }),
  'dsql/codeStatements': ({ uri }) => ({ uri }),
  'dsql/dialectFiles': ({ uri }) => ({ uri }),
  'dsql/noticed': ({ uri }) => ({ uri, statements: [] }),
  'dsql/rulePage': 'not of a text',
  'dsql/batching': 'not of a text',
  'dsql/catalog': 'not of a text',
  'dsql/connections': 'not of a text',
};

const allRequests = (asked: Asked): readonly Request[] => [
  ...Object.values(requests).map((make) => make(asked)),
  ...Object.entries(ofExtension).flatMap(([method, make]) =>
    make === 'not of a text' ? [] : [[method, make(asked)] as const],
  ),
];

const kinds = { ...firstKinds, ...crossed, ...moreKinds };

let counter: Counter;
let server: Awaited<ReturnType<typeof serveHere>>;
before(async () => {
  counter = countSteps();
  server = await serveHere({ isTime: () => false, turn: async () => undefined });
});
after(() => {
  server.dispose();
  counter.close();
});

const size = Number(process.env.GROWTH_SIZE ?? 15);

/** By the capability that offers them. */
const ofProviders: Readonly<Record<string, readonly string[]>> = {
  codeActionProvider: ['textDocument/codeAction', 'codeAction/resolve'],
  completionProvider: ['textDocument/completion'],
  definitionProvider: ['textDocument/definition'],
  diagnosticProvider: ['textDocument/diagnostic'],
  documentFormattingProvider: ['textDocument/formatting'],
  documentHighlightProvider: ['textDocument/documentHighlight'],
  documentLinkProvider: ['textDocument/documentLink'],
  documentOnTypeFormattingProvider: ['textDocument/onTypeFormatting'],
  documentRangeFormattingProvider: ['textDocument/rangeFormatting'],
  documentSymbolProvider: ['textDocument/documentSymbol'],
  foldingRangeProvider: ['textDocument/foldingRange'],
  hoverProvider: ['textDocument/hover'],
  inlayHintProvider: ['textDocument/inlayHint'],
  linkedEditingRangeProvider: ['textDocument/linkedEditingRange'],
  referencesProvider: ['textDocument/references'],
  renameProvider: ['textDocument/prepareRename', 'textDocument/rename'],
  selectionRangeProvider: ['textDocument/selectionRange'],
  semanticTokensProvider: ['textDocument/semanticTokens/full'],
  signatureHelpProvider: ['textDocument/signatureHelp'],
  typeDefinitionProvider: ['textDocument/typeDefinition'],
  workspaceSymbolProvider: ['workspace/symbol'],
};

/** A place in a text whose line ends with a name or a statement, about in its middle. */
function askedOf(uri: string, text: string): Asked {
  const document = TextDocument.create(uri, 'sql', 1, text);
  const middle = text.length >> 1;
  const word = /\b[a-z]\w*/g;
  word.lastIndex = middle;
  const start = word.exec(text)?.index ?? 0;
  const position = document.positionAt(start + 1);
  const range = { start: position, end: document.positionAt(Math.min(start + 40, text.length)) };
  const all = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
  return { textDocument: { uri }, uri, position, range, all };
}

let texts = 0;

/** Opens a text, sends some requests about it one after another, and closes it. */
async function ask(text: string, wanted: (asked: Asked) => readonly Request[]): Promise<readonly unknown[]> {
  const uri = `file:///project/${++texts}.sql`;
  const { editor } = server;
  await editor.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'sql', version: 1, text },
  });
  const answers: unknown[] = [];
  for (const [method, params] of wanted(askedOf(uri, text)))
    answers.push(await editor.sendRequest(method, params).catch((error: unknown) => error));
  await editor.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return answers;
}

test('each request that the server takes is among them', async () => {
  const asked = new Set(allRequests(askedOf('file:///a.sql', 'SELECT a FROM t;')).map(([method]) => method));
  const providers = Object.keys(server.capabilities).filter((name) => name.endsWith('Provider'));
  assert.deepEqual(providers.toSorted(), Object.keys(ofProviders).toSorted());
  for (const methods of Object.values(ofProviders))
    for (const method of methods) assert.ok(asked.has(method), method);
});

/** Where the caret stands on a keyword. */
const noName = 'There is no name here that could be renamed.';

test('each request is answered', async () => {
  const text =
    'CREATE TABLE t (id serial PRIMARY KEY);\nCREATE TABLE u (id int PRIMARY KEY, c money);\nSELECT t.id, abs(t.id) FROM t;\n';
  const unanswered = (await ask(text, allRequests)).flatMap((answer, at) =>
    answer instanceof Error && answer.message !== noName
      ? [[allRequests(askedOf('', text))[at]?.[0], answer.message]]
      : [],
  );
  assert.deepEqual(unanswered, []);
});

for (const [title, make] of Object.entries(kinds)) {
  test(`${title} take twice the steps of all requests when there are twice as many`, async () => {
    const steps = (count: number) => counter.stepsUntil(() => ask(make(count), allRequests));
    await steps(5); // whatever is made once is made now
    assert.deepEqual(await growingAt(size, steps), []);
  });
}
