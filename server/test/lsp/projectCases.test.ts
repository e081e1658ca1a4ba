import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CompletionItem, Diagnostic, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { layoutFixtures } from '../core/layoutFixtures.js';
import { openSession, type Session, vscode } from './session.js';

/** Where each tool keeps its migrations; the fixture of Supabase has its folders already. */
const folders: Readonly<Record<string, string>> = {
  prisma: 'prisma/migrations',
  drizzle: 'drizzle',
  flyway: 'src/main/resources/db/migration',
  supabase: '.',
  sqitch: 'db',
  'one schema': '.',
};

type Files = Readonly<Record<string, string>>;

/** A project: the migrations of a tool, and a query that stands before them by name. */
const projectOf = (name: string, query: string): Files => ({
  ...Object.fromEntries(
    Object.entries(layoutFixtures[name] ?? {}).map(([path, text]) => [
      join(folders[name] ?? 'migrations', path),
      text,
    ]),
  ),
  'app/q.sql': query,
});

/** Each place of a word in what takes the schema forward: `path:line:character`. */
const placesOf = (files: Files, word: RegExp, isTaken = (_path: string) => true): readonly string[] =>
  Object.entries(files)
    .filter(([path]) => path.endsWith('.sql') && isTaken(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(word)].map(({ index }) => {
        const lines = text.slice(0, index).split('\n');
        return `${path}:${lines.length - 1}:${lines.at(-1)?.length}`;
      }),
    )
    .sort();

let session: Session;
let root: string;
let open: string | undefined;

/** Has the editor work in a new folder with these files, and opens the query. Answers its path and what leads back to names. */
async function workIn(name: string, files: Files) {
  const path = join(root, name.replaceAll(' ', '-'), String(Object.keys(files).length), String(count++));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  const folder = { uri: pathToFileURL(path).href, name: path };
  const removed = current ? [current] : [];
  if (open !== undefined) await session.close(open);
  await session.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed } });
  current = folder;
  const uri = pathToFileURL(join(path, 'app/q.sql')).href;
  open = uri;
  await session.open(uri, files['app/q.sql'] ?? '');
  const nameOf = (one: string) => decodeURIComponent(one.slice(folder.uri.length + 1));
  return { uri, nameOf };
}

let count = 0;
let current: { readonly uri: string; readonly name: string } | undefined;

const at = (uri: string, query: string, word: string) => ({
  textDocument: { uri },
  position: { line: 0, character: query.indexOf(word) },
});

const ends: (() => void)[] = [];

before(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dsql-projects-')));
  const ending = { after: (end: () => void) => ends.push(end) };
  session = await openSession(ending, { capabilities: vscode, folders: [] });
});

after(() => {
  for (const end of ends) end();
  rmSync(root, { recursive: true });
});

describe('A query beside the migrations of a tool', () => {
  for (const name of Object.keys(layoutFixtures)) {
    const query = 'SELECT s.label, s.room, b.title FROM shelves s JOIN books b ON b.shelf_id = s.id;\n';

    test(`${name}: a column leads to the migration that adds it`, async () => {
      const files = projectOf(name, query);
      const { uri, nameOf } = await workIn(name, files);
      const found = await session.request<Location[]>('textDocument/definition', at(uri, query, 'room'));
      assert.deepEqual(
        found.map(({ uri: one, range }) => `${nameOf(one)}:${range.start.line}:${range.start.character}`),
        placesOf(files, /(?<=ADD COLUMN )room/g),
      );
    });

    test(`${name}: a rename reaches every migration that names a column, and the query`, async () => {
      const files = projectOf(name, query);
      const { uri, nameOf } = await workIn(name, files);
      const params = { ...at(uri, query, 'room'), newName: 'hall' };
      const { documentChanges = [] } = await session.request<WorkspaceEdit>('textDocument/rename', params);
      const places = documentChanges.flatMap((change) =>
        'edits' in change
          ? change.edits.map(
              ({ range: { start } }) => `${nameOf(change.textDocument.uri)}:${start.line}:${start.character}`,
            )
          : [],
      );
      assert.deepEqual(places.sort(), placesOf(files, /\broom\b/g));
    });

    test(`${name}: a name that no migration makes is unknown, and those of all of them are not`, async () => {
      const asked = 'SELECT s.label, s.room, s.hall FROM shelves s;\n';
      const { uri } = await workIn(name, projectOf(name, asked));
      const items = (await session.diagnostics(uri)) as Diagnostic[];
      assert.deepEqual(
        items.map(({ code, range }) => [code, range.start.character, range.end.character]),
        [['unknown-column', asked.indexOf('hall'), asked.indexOf('hall') + 4]],
      );
    });

    test(`${name}: the columns of today are offered`, async () => {
      const typed = 'SELECT s.  FROM shelves s;\n';
      const { uri } = await workIn(name, projectOf(name, typed));
      const items = await session.request<CompletionItem[]>('textDocument/completion', {
        textDocument: { uri },
        position: { line: 0, character: 9 },
      });
      const labels = items.map(({ label }) => label);
      assert.deepEqual(
        ['id', 'label', 'room', 'name'].map((column) => labels.includes(column)),
        [true, true, true, false],
      );
    });
  }
});
