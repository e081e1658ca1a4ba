import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import type { FileProblem } from '../../src/core/lint/problemsByFile.js';
import { rules } from '../../src/core/rules/index.js';
import type { Span } from '../../src/core/text/span.js';
import { type EmbeddedSql, embeddedIn } from '../../src/embedded/embeddedSql.js';
import { createGrammars } from '../../src/embedded/grammars.js';
import { withGuessed } from '../../src/embedded/guessed.js';
import { hostFindings } from '../../src/embedded/hostChecks/hostChecks.js';
import { hostProblems } from '../../src/embedded/hostChecks/problems.js';
import type { HostNode } from '../../src/embedded/hostNode.js';
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
  return (text) => embeddedIn(read(text), language, reasonOf(name, text, language, undefined), ownNames);
}

/** The problems of the SQL in texts that stand under a name, or under another path of that language. */
export async function problemsIn(
  name: string,
): Promise<(text: string, path?: string) => readonly FileProblem[]> {
  const language = languageOfPath(name);
  assert(language);
  const parse = await grammarOf(language);
  const parser = await loadParserFromDisk();
  return (text, path = name) => {
    const host = parse(text);
    const reason = reasonOf(path, text, language, undefined);
    const found = embeddedIn(host, language, reason);
    return [
      ...found.flatMap((sql) => problemsOf(sql, createAnalyzer(parser, rules), {})),
      ...hostProblems(hostFindings(host, language, found, { path, reason, manifest: undefined }), {}),
    ];
  };
}

/** The tokens of texts that stand under a name, as their grammar reads them, each with its type; none that stand inside of `span`. */
export async function tokensIn(name: string): Promise<(text: string, span: Span) => readonly string[]> {
  const language = languageOfPath(name);
  assert(language);
  const parse = await grammarOf(language);
  return (text, span) => {
    const { root } = parse(text);
    const tokens: string[] = [];
    const visit = (node: HostNode): void => {
      if (span.start <= node.startIndex && node.endIndex <= span.end) return;
      if (node.children.length === 0) tokens.push(`${node.type} ${node.text}`);
      for (const child of node.children) if (child) visit(child);
    };
    if (root) visit(root);
    return tokens;
  };
}

/** What stands in code under a name, with what is guessed: the texts, and the rules that find a problem in them. */
export async function guesser(name: string) {
  const language = languageOfPath(name);
  assert(language);
  const read = await grammarOf(language);
  const parser = await loadParserFromDisk();
  const found = (text: string) => {
    const host = read(text);
    const known = embeddedIn(host, language, reasonOf(name, text, language, undefined));
    return withGuessed(known, host, language, parser);
  };
  return {
    texts: (text: string): readonly string[] => found(text).map((sql) => sql.text),
    problems: (text: string): readonly string[] =>
      found(text)
        .flatMap((sql) => problemsOf(sql, createAnalyzer(parser, rules), {}))
        .map(({ rule }) => rule),
  };
}
