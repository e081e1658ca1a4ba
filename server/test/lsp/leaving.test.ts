import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection, LSPErrorCodes, type ResponseError } from 'vscode-languageserver/node';
import { createNotices } from '../../src/lsp/notices.js';
import { serve } from '../../src/lsp/server.js';
import { parser } from '../core/engine.js';
import { vscode } from './session.js';

// What the editor does not wait for any more is not worked out. Counted are steps, not milliseconds: here the server
// hears the editor after each step.

const uri = 'file:///project/a.sql';
const size = 200;
const lineOf = (at: number) => `CREATE TABLE t${at} (id serial PRIMARY KEY, c${at} money);`;
const text = Array.from({ length: size }, (_, at) => lineOf(at)).join('\n');
/** The messages that say so need a few turns to come through. */
const few = 20;

interface Served {
  readonly editor: MessageConnection;
  /** Steps of work so far. */
  readonly steps: () => number;
  readonly open: (uri: string) => Promise<void>;
  readonly edit: (uri: string) => Promise<void>;
}

/** The server in this process. */
async function served(context: TestContext): Promise<Served> {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  let steps = 0;
  const isTime = () => {
    steps++;
    return true;
  };
  serve(connection, {
    notices: createNotices(connection),
    parser: Promise.resolve(parser),
    pace: { isTime, turn },
    today: () => '2026-11-30',
    now: () => 0,
    committedIn: undefined,
    userFolder: undefined,
    files: undefined,
    grammarOf: undefined,
  });
  const editor = createMessageConnection(
    new StreamMessageReader(toEditor),
    new StreamMessageWriter(toServer),
  );
  editor.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  editor.onRequest(() => null);
  editor.listen();
  context.after(() => {
    editor.dispose();
    connection.dispose();
  });
  await editor.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: null,
    capabilities: vscode,
  });
  let version = 1;
  return {
    editor,
    steps: () => steps,
    open: (uri) =>
      editor.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'sql', version, text },
      }),
    edit: (uri) => {
      const start = { line: 0, character: 0 };
      return editor.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range: { start, end: start }, text: 'SELECT 1; ' }],
      });
    },
  };
}

const textDocument = { uri };
const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 50 } };

const requests: Readonly<Record<string, readonly [method: string, params: object]>> = {
  diagnostics: ['textDocument/diagnostic', { textDocument }],
  'a hover': ['textDocument/hover', { textDocument, position: { line: 3, character: 20 } }],
  'a definition': ['textDocument/definition', { textDocument, position: { line: 3, character: 15 } }],
  'a completion': ['textDocument/completion', { textDocument, position: { line: 3, character: 20 } }],
  'the lightbulb': ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
  'a fix of all': [
    'textDocument/codeAction',
    { textDocument, range, context: { diagnostics: [], only: ['source.fixAll.dsql'] } },
  ],
  'the edit of a fix of all': ['codeAction/resolve', { title: 'Fix all', data: { uri } }],
  'a conversion': ['dsql/convert', { uri }],
};

/** Those that work on when the file has been analyzed. */
const longer = ['a fix of all', 'the edit of a fix of all', 'a conversion'];

const codeOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'answered',
    (error: ResponseError<unknown>) => (error.data ? [error.code, error.data] : error.code),
  );

for (const [name, [method, params]] of Object.entries(requests)) {
  for (const isAnalyzed of longer.includes(name) ? [false, true] : [false]) {
    const when = isAnalyzed ? ' in a file that was analyzed' : '';
    const begin = async (context: TestContext) => {
      const server = await served(context);
      await server.open(uri);
      if (isAnalyzed) await server.editor.sendRequest('textDocument/diagnostic', { textDocument });
      return { ...server, before: server.steps() };
    };

    test(`${name} that the editor cancels${when} ends`, async (context) => {
      const { editor, steps, before } = await begin(context);
      const source = new CancellationTokenSource();
      const answer = codeOf(editor.sendRequest(method, params, source.token));
      source.cancel();
      assert.equal(await answer, LSPErrorCodes.RequestCancelled);
      // Nothing goes on behind the answer.
      await editor.sendRequest('dsql/dialect', { textDocument });
      assert.ok(steps() - before <= few, `${steps() - before} steps`);
    });

    test(`${name} ends when the file is edited meanwhile${when}`, async (context) => {
      const { editor, steps, before, edit } = await begin(context);
      const answer = codeOf(editor.sendRequest(method, params));
      while (steps() < before + 3) await new Promise(setImmediate);
      await edit(uri);
      assert.deepEqual(
        await answer,
        name === 'diagnostics'
          ? [LSPErrorCodes.ServerCancelled, { retriggerRequest: true }]
          : LSPErrorCodes.ContentModified,
      );
      await editor.sendRequest('dsql/dialect', { textDocument });
      assert.ok(steps() - before <= few, `${steps() - before} steps`);
    });

    test(`${name} ends when the file is closed meanwhile${when}`, async (context) => {
      const { editor, steps, before } = await begin(context);
      const answer = codeOf(editor.sendRequest(method, params));
      while (steps() < before + 3) await new Promise(setImmediate);
      await editor.sendNotification('textDocument/didClose', { textDocument });
      assert.notEqual(await answer, 'answered');
      assert.ok(steps() - before <= few, `${steps() - before} steps`);
    });
  }

  test(`${name} takes more steps where nobody leaves`, async (context) => {
    const { editor, steps, open } = await served(context);
    await open(uri);
    assert.equal(await codeOf(editor.sendRequest(method, params)), 'answered');
    assert.ok(steps() >= size, `${steps()} steps`);
  });
}

test('who waits for an analysis is answered where another request for it is canceled', async (context) => {
  const { editor, steps, open } = await served(context);
  await open(uri);
  const source = new CancellationTokenSource();
  const [method, params] = requests.diagnostics ?? ['', {}];
  const alone = codeOf(editor.sendRequest(method, params, source.token));
  const other = editor.sendRequest<{ readonly items: readonly unknown[] }>(method, params);
  source.cancel();
  assert.equal(await alone, LSPErrorCodes.RequestCancelled);
  assert.ok((await other).items.length >= 2 * size);
  const once = steps();
  await editor.sendRequest(method, params);
  assert.ok(steps() - once <= few, 'it was analyzed once');
});

test('what a request that was left has read is not read again', async (context) => {
  const [method, params] = requests.diagnostics ?? ['', {}];
  const anew = await served(context);
  await anew.open(uri);
  await anew.editor.sendRequest(method, params);
  const { editor, steps, open, edit } = await served(context);
  await open(uri);
  const answer = codeOf(editor.sendRequest(method, params));
  while (steps() < size / 2) await new Promise(setImmediate);
  await edit(uri);
  await answer;
  const before = steps();
  await editor.sendRequest(method, params);
  assert.ok(steps() - before < anew.steps() - size / 3, `${steps() - before} of ${anew.steps()} steps`);
});

test('a file is answered while another one is converted', async (context) => {
  const { editor, steps, open } = await served(context);
  await open(uri);
  const other = 'file:///project/b.sql';
  await open(other);
  await editor.sendRequest('textDocument/diagnostic', { textDocument: { uri: other } });
  let isConverted = false;
  const conversion = editor.sendRequest('dsql/convert', { uri }).then(() => {
    isConverted = true;
  });
  const before = steps();
  await editor.sendRequest('textDocument/hover', {
    textDocument: { uri: other },
    position: { line: 3, character: 20 },
  });
  assert.equal(isConverted, false);
  assert.ok(steps() - before <= few, `${steps() - before} steps`);
  await conversion;
});

const other = { uri: 'file:///project/b.sql' };
const aboutFolder: Readonly<Record<string, readonly [method: string, params: object]>> = {
  'a definition': requests['a definition'] ?? ['', {}],
  'the symbols of the folder': ['workspace/symbol', { query: 't1' }],
};

for (const [name, [method, params]] of Object.entries(aboutFolder)) {
  test(`${name} is told of the files as they are, where another one is edited meanwhile`, async (context) => {
    const { editor, steps, open, edit } = await served(context);
    await open(uri);
    await open(other.uri);
    const answer = editor.sendRequest<readonly unknown[]>(method, params);
    while (steps() < size) await new Promise(setImmediate);
    await edit(other.uri);
    assert.ok((await answer).length > 0);
    // What was read before the edit is not read again.
    assert.ok(steps() < 3.5 * size, `${steps()} steps`);
    const before = steps();
    await editor.sendRequest(method, params);
    assert.ok(steps() - before <= few, 'it was analyzed once');
  });
}

test('the symbols of the folder that the editor cancels end', async (context) => {
  const { editor, steps, open } = await served(context);
  await open(uri);
  const source = new CancellationTokenSource();
  const answer = codeOf(editor.sendRequest('workspace/symbol', { query: 't1' }, source.token));
  while (steps() < 3) await new Promise(setImmediate);
  source.cancel();
  assert.equal(await answer, LSPErrorCodes.RequestCancelled);
  await editor.sendRequest('dsql/dialect', { textDocument });
  assert.ok(steps() <= few, `${steps()} steps`);
});

for (const [name, [method, params]] of Object.entries({ ...requests, ...aboutFolder }))
  test(`${name} that was canceled in the middle is answered when it is asked for again`, async (context) => {
    const { editor, steps, open } = await served(context);
    await open(uri);
    const source = new CancellationTokenSource();
    const answer = codeOf(editor.sendRequest(method, params, source.token));
    while (steps() < 3) await new Promise(setImmediate);
    source.cancel();
    assert.equal(await answer, LSPErrorCodes.RequestCancelled);
    await editor.sendRequest('dsql/dialect', { textDocument });
    assert.equal(await codeOf(editor.sendRequest(method, params)), 'answered');
  });
