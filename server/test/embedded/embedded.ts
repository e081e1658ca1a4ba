import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import type { FileProblem } from '../../src/core/lint/problemsByFile.js';
import { rules } from '../../src/core/rules/index.js';
import { type EmbeddedSql, embeddedIn } from '../../src/embedded/embeddedSql.js';
import { createGrammars } from '../../src/embedded/grammars.js';
import { languageOfPath } from '../../src/embedded/languages.js';
import { problemsOf } from '../../src/embedded/problems.js';
import { reasonOf } from '../../src/embedded/reason.js';
import { loadParserFromDisk } from '../../src/workspace/parser.js';

const grammarOf = createGrammars(join(__dirname, '../../../dist'));

/** Reads the SQL of texts that stand under a name such as `a.py`. */
export async function reader(
  name: string,
  ownNames: readonly string[] = [],
): Promise<(text: string) => readonly EmbeddedSql[]> {
  const language = languageOfPath(name);
  assert(language, `${name} is of no language that holds SQL`);
  const read = await grammarOf(language);
  return (text) => embeddedIn(read(text), language, reasonOf(text, language, undefined), ownNames);
}

/** The problems of the SQL in texts that stand under a name. */
export async function problemsIn(name: string): Promise<(text: string) => readonly FileProblem[]> {
  const read = await reader(name);
  const parser = await loadParserFromDisk();
  return (text) => read(text).flatMap((sql) => problemsOf(sql, createAnalyzer(parser, rules), {}));
}
