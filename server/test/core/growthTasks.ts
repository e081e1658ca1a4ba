import { CodeActionTriggerKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
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
import { type Analysis, type Analyzer, createAnalyzer, problemsAt } from '../../src/core/lint/analysis.js';
import { styleOf } from '../../src/core/project/formatStyle.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { plan } from '../../src/core/repair/plan.js';
import { readiness } from '../../src/core/repair/report.js';
import { rules } from '../../src/core/rules/index.js';
import { finish } from '../../src/core/text/steps.js';
import { clientOf } from '../../src/lsp/client.js';
import { codeActions } from '../../src/lsp/codeActions.js';
import { diagnoseVersions } from '../../src/lsp/diagnosis.js';
import type { OpenFile } from '../../src/lsp/openFiles.js';
import { planOf } from '../../src/running/steps.js';
import { vscode } from '../lsp/session.js';
import { parser } from './engine.js';

/** A text, and what is read of it when the first task asks. */
export interface Asked {
  readonly text: string;
  /** UTF-16 units. */
  readonly middle: number;
  readonly analysis: Analysis;
  /** As the only file of a folder of an editor. */
  readonly file: WorkspaceFile;
  readonly open: OpenFile;
}

/** Tasks by what is asked of a text. */
export type Group = Readonly<Record<string, (asked: Asked) => unknown>>;

export function about(text: string): Asked {
  let analyzer: Analyzer | undefined;
  let analysis: Analysis | undefined;
  let file: WorkspaceFile | undefined;
  return {
    text,
    middle: text.length >> 1,
    get analysis() {
      analyzer ??= createAnalyzer(parser, rules);
      return (analysis ??= analyzer.analyze(text));
    },
    get file() {
      return (file ??= fileOf(text));
    },
    get open() {
      return openFile(text, this.analysis, analyzer ?? createAnalyzer(parser, rules));
    },
  };
}

function fileOf(text: string): WorkspaceFile {
  const analysis = createAnalyzer(parser, []).analyzeAll([text]);
  const [file] = workspaceOf(analysis, ['a.sql'], parser).files;
  if (!file) throw new Error('No file.');
  return file;
}

function openFile(text: string, analysis: Analysis, analyzer: Analyzer): OpenFile {
  const document = TextDocument.create('file:///a.sql', 'sql', 1, text);
  const diagnose = diagnoseVersions(() => '1');
  return {
    ...{ document, analysis, analyzer },
    diagnose: () => diagnose(document, analysis),
    isCurrent: () => true,
  };
}

const client = clientOf(vscode);

/** What actions are made of beside the file, which is in no folder. */
const given = {
  parser,
  folder: { added: [], isRemoved: () => false, file: undefined },
  inMigration: undefined,
  versionOf: () => null,
};

/** The lightbulb between two offsets. */
function actionsIn(file: OpenFile, start: number, end: number) {
  const { document } = file;
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  const context = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked };
  const asked = { textDocument: { uri: document.uri }, range, context };
  return finish(codeActions(file, asked, client, given)).map(({ edit }) => edit);
}

const analysis: Group = {
  lint: ({ analysis }) => analysis.problems.length,
  'every fix': ({ analysis }) =>
    analysis.problems.flatMap(({ fixes }) => fixes.map(({ edits }) => edits.length)),
  'fixes at one place': ({ analysis, middle }) =>
    problemsAt(analysis, { start: middle, end: middle + 1 }).map(({ fixes }) =>
      fixes.map(({ edits }) => edits.length),
    ),
  hover: ({ analysis, middle }) => hoverAt(analysis, middle),
  plan: ({ analysis }) => plan(analysis).length,
  effects: ({ text }) => planOf(text).steps.length,
};

const server: Group = {
  diagnostics: ({ open }) => open.diagnose(),
  'the lightbulb at the first problem': ({ open, analysis }) => {
    const start = analysis.problems[0]?.span.start ?? 0;
    return actionsIn(open, start, start);
  },
  'the lightbulb in the middle': ({ open, analysis, middle }) => {
    const start = analysis.problems[analysis.problems.length >> 1]?.span.start ?? middle;
    return actionsIn(open, start, start);
  },
  'the lightbulb of the whole text': ({ open, text }) => actionsIn(open, 0, text.length),
};

const repair: Group = {
  fix: ({ text }) => fixAll(createAnalyzer(parser, rules), text, {}, 'review').text.length,
  report: ({ text }) => readiness(createAnalyzer(parser, rules), text, {}).verdict,
};

const names: Group = {
  format: ({ text }) => finish(formattingOf(text, { style: styleOf({}), grammar: parser })),
  completion: ({ file, middle }) => completionsAt(file, middle).length,
  'names of a statement': ({ file }) => statementNames(file, 1),
  rename: ({ file, text }) =>
    renameAt(file, Math.max(text.search(/(?<=TABLE |FROM |INTO )\w/), 0), 'renamed'),
  references: ({ file, middle }) => referencesAt(file, middle).length,
  definition: ({ file, middle }) => definitionsAt(file, middle).length,
  'definition of a type': ({ file, middle }) => typeDefinitionsAt(file, middle).length,
  signature: ({ file, middle }) => signaturesAt(file, middle),
  inlays: ({ file, text }) => inlaysIn(file, { start: 0, end: text.length }).length,
  'semantic tokens': ({ file }) => semanticTokensOf(file).length,
  outline: ({ file }) => outlineOf(file).length,
  folding: ({ file }) => foldsOf(file).length,
};

export const groups: readonly Group[] = [analysis, server, repair, names];

export const tasks: Group = { ...analysis, ...server, ...repair, ...names };
