import { completionsAt } from '../../src/core/ide/completion/complete.js';
import { definitionsAt, typeDefinitionsAt } from '../../src/core/ide/definition.js';
import { foldsOf } from '../../src/core/ide/folding.js';
import { formattingOf } from '../../src/core/ide/format/formatting.js';
import { hoverAt } from '../../src/core/ide/hover.js';
import { inlaysIn } from '../../src/core/ide/inlay.js';
import { statementNames } from '../../src/core/ide/nameProblems.js';
import { outlineOf } from '../../src/core/ide/outline.js';
import { referencesAt } from '../../src/core/ide/references.js';
import { renameAt } from '../../src/core/ide/rename.js';
import { semanticTokensOf } from '../../src/core/ide/semanticTokens.js';
import { signaturesAt } from '../../src/core/ide/signature.js';
import { type WorkspaceFile, workspaceOf } from '../../src/core/ide/workspace.js';
import { createAnalyzer, problemsAt } from '../../src/core/lint/analysis.js';
import { styleOf } from '../../src/core/project/formatStyle.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { plan } from '../../src/core/repair/plan.js';
import { readiness } from '../../src/core/repair/report.js';
import { rules } from '../../src/core/rules/index.js';
import { finish } from '../../src/core/text/steps.js';
import { planOf } from '../../src/running/steps.js';
import { parser } from './engine.js';

/** A task of a kind, by what is asked of a text. Tasks of one group are counted together. */
export type Group = Readonly<Record<string, (text: string) => unknown>>;

/** The only file of a folder, as an editor has it. */
export function fileOf(text: string): WorkspaceFile {
  const analysis = createAnalyzer(parser, []).analyzeAll([text]);
  const [file] = workspaceOf(analysis, ['a.sql'], parser).files;
  if (!file) throw new Error('No file.');
  return file;
}

const analysisOf = (text: string) => createAnalyzer(parser, rules).analyze(text);

const analysis: Group = {
  lint: (text) => analysisOf(text).problems.length,
  'every fix': (text) =>
    analysisOf(text).problems.flatMap(({ fixes }) => fixes.map(({ edits }) => edits.length)),
  lightbulb(text) {
    const place = { start: text.length >> 1, end: (text.length >> 1) + 1 };
    return problemsAt(analysisOf(text), place).map(({ fixes }) => fixes.map(({ edits }) => edits.length));
  },
  hover: (text) => hoverAt(analysisOf(text), text.length >> 1),
  plan: (text) => plan(analysisOf(text)).length,
  effects: (text) => planOf(text).steps.length,
};

const repair: Group = {
  fix: (text) => fixAll(createAnalyzer(parser, rules), text, {}, 'review').text.length,
  report: (text) => readiness(createAnalyzer(parser, rules), text, {}).verdict,
};

const names: Group = {
  format: (text) => finish(formattingOf(text, { style: styleOf({}), grammar: parser })),
  completion: (text) => completionsAt(fileOf(text), text.length >> 1).length,
  'names of a statement': (text) => statementNames(fileOf(text), 1),
  rename: (text) => renameAt(fileOf(text), Math.max(text.search(/(?<=TABLE |FROM |INTO )\w/), 0), 'renamed'),
  references: (text) => referencesAt(fileOf(text), text.length >> 1).length,
  definition: (text) => definitionsAt(fileOf(text), text.length >> 1).length,
  'definition of a type': (text) => typeDefinitionsAt(fileOf(text), text.length >> 1).length,
  signature: (text) => signaturesAt(fileOf(text), text.length >> 1),
  inlays: (text) => inlaysIn(fileOf(text), { start: 0, end: text.length }).length,
  'semantic tokens': (text) => semanticTokensOf(fileOf(text)).length,
  outline: (text) => outlineOf(fileOf(text)).length,
  folding: (text) => foldsOf(fileOf(text)).length,
};

export const groups: Readonly<Record<string, Group>> = { analysis, repair, names };

export const tasks: Group = { ...analysis, ...repair, ...names };
