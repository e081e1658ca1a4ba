import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openSession, vscode } from './session.js';

const uri = 'untitled:Untitled-1';
const options = { tabSize: 2, insertSpaces: true };

/** A text after the edits that the server answers to a request about it. */
async function edited(
  t: TestContext,
  text: string,
  method: string,
  params: object = {},
  editor: { readonly settings?: unknown; readonly folder?: string; readonly uri?: string } = {},
): Promise<{ readonly text: string; readonly edits: readonly TextEdit[] }> {
  const { folder, settings, uri: own = uri } = editor;
  const folders = folder ? [pathToFileURL(folder).href] : [];
  const session = await openSession(t, { capabilities: vscode, settings, folders });
  await session.open(own, text);
  const edits = await session.request<TextEdit[]>(`textDocument/${method}`, {
    textDocument: { uri: own },
    options,
    ...params,
  });
  return { text: TextDocument.applyEdits(TextDocument.create(own, 'sql', 1, text), edits), edits };
}

const script = 'select   1;\nselect a,b from   t;\nselect 3;\n';

test('a document is formatted, and what stands well has no edit', async (t) => {
  const { text, edits } = await edited(t, script, 'formatting');
  assert.equal(text, 'select 1;\nselect a, b from t;\nselect 3;\n');
  assert.deepEqual(
    edits.map(({ range }) => [range.start.line, range.end.line]),
    [
      [0, 0],
      [1, 1],
    ],
  );
});

test('a selection formats the statements that it touches', async (t) => {
  const range = { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } };
  const { text } = await edited(t, script, 'rangeFormatting', { range });
  assert.equal(text, 'select   1;\nselect a, b from t;\nselect 3;\n');
});

test('a semicolon formats the statement that it ends, and none that it stands in', async (t) => {
  const typed = { ch: ';', position: { line: 1, character: 20 } };
  const { text } = await edited(t, script, 'onTypeFormatting', typed);
  assert.equal(text, 'select   1;\nselect a, b from t;\nselect 3;\n');
  const inString = "select   ';' from t;\n";
  const within = { ch: ';', position: { line: 0, character: 11 } };
  assert.equal((await edited(t, inString, 'onTypeFormatting', within)).text, inString);
});

test('settings say how SQL is laid out, then dsql.config.json, then .editorconfig, and the editor what these leave open', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dsql-format-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const config = { format: { keywordCase: 'lower', commaPosition: 'leading' } };
  writeFileSync(path.join(folder, 'dsql.config.json'), JSON.stringify(config));
  writeFileSync(
    path.join(folder, '.editorconfig'),
    'root = true\n[*.sql]\nmax_line_length = 40\nindent_size = 6\n',
  );
  const file = pathToFileURL(path.join(folder, 'a.sql')).href;
  const settings = { format: { keywordCase: 'upper', lineWidth: 0, commaPosition: '' } };
  const written = 'select first_name, last_name, city from customers;\n';
  const { text } = await edited(
    t,
    written,
    'formatting',
    { options: { tabSize: 4, insertSpaces: false } },
    { settings, folder, uri: file },
  );
  assert.equal(text, 'SELECT first_name, last_name, city\nFROM customers;\n');
  const table = 'create table t (a int, b int);';
  const indented = async () => {
    const options = { tabSize: 4, insertSpaces: false };
    return (await edited(t, table, 'formatting', { options }, { settings, folder, uri: file })).text;
  };
  assert.equal(await indented(), 'CREATE TABLE t (\n      a int\n      , b int\n);');
  writeFileSync(
    path.join(folder, 'dsql.config.json'),
    JSON.stringify({ format: { ...config.format, indent: 1 } }),
  );
  assert.equal(await indented(), 'CREATE TABLE t (\n a int\n , b int\n);');
  writeFileSync(path.join(folder, 'dsql.config.json'), JSON.stringify(config));
  writeFileSync(path.join(folder, '.editorconfig'), 'root = true\n');
  assert.equal(await indented(), 'CREATE TABLE t (\n\ta int\n\t, b int\n);');
});

test('a file that is not checked is not formatted', async (t) => {
  const { edits } = await edited(t, script, 'formatting', {}, { settings: { enable: false } });
  assert.deepEqual(edits, []);
});
