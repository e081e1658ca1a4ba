import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Edit, Language, Parser, type Point, Query, type Tree } from 'web-tree-sitter';
import type { HostReader } from './embeddedSql.js';
import type { HostLanguage } from './languages.js';

/** Loads the grammars when they are first needed, from the folder of the program. The answer reads one file. */
export function createGrammars(folder: string): (language: HostLanguage) => Promise<HostReader> {
  let started: Promise<void> | undefined;
  const loaded = new Map<string, Promise<Loaded>>();
  return async (language) => {
    started ??= Parser.init({ locateFile: (file: string) => join(folder, file) });
    const known = loaded.get(language.id) ?? started.then(() => load(folder, language));
    loaded.set(language.id, known);
    return readerOf(await known);
  };
}

interface Loaded {
  readonly parser: Parser;
  readonly query: Query;
}

async function load(folder: string, { grammar, query }: HostLanguage): Promise<Loaded> {
  const packed = await readFile(join(folder, `tree-sitter-${grammar}.wasm.br`));
  const language = await Language.load(brotliDecompressSync(packed));
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, query: new Query(language, query) };
}

/** Reads the tree of a version when it is first asked for: most files have no place where SQL may stand. */
function readerOf({ parser, query }: Loaded): HostReader {
  let last: { readonly text: string; readonly tree: Tree } | undefined;
  const treeOf = (text: string): Tree | undefined => {
    if (last?.text !== text) {
      if (last) last.tree.edit(changeOf(last.text, text));
      const tree = parser.parse(text, last?.tree);
      last?.tree.delete();
      last = tree ? { text, tree } : undefined;
    }
    return last?.tree;
  };
  return (text) => ({
    text,
    get root() {
      return treeOf(text)?.rootNode;
    },
    *matchesAt(offset) {
      let node = treeOf(text)?.rootNode.descendantForIndex(offset, offset + 1) ?? null;
      for (let level = 0; node && level < mostLevels; level++) {
        yield* query.matches(node, { maxStartDepth: 0 });
        node = node.parent;
      }
    },
  });
}

/** As far above a name stands the call or the declaration that it is of. */
const mostLevels = 6;

/** The one change that makes a text of another. */
function changeOf(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let startIndex = 0;
  while (startIndex < shorter && before.charCodeAt(startIndex) === after.charCodeAt(startIndex)) startIndex++;
  let tail = 0;
  while (
    tail < shorter - startIndex &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  const [oldEndIndex, newEndIndex] = [before.length - tail, after.length - tail];
  return {
    startIndex,
    oldEndIndex,
    newEndIndex,
    startPosition: pointAt(before, startIndex),
    oldEndPosition: pointAt(before, oldEndIndex),
    newEndPosition: pointAt(after, newEndIndex),
  };
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    line = at + 1;
  }
  return { row, column: offset - line };
}
