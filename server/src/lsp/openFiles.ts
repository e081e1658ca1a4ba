import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  type AnalysisOptions,
  type Analyzer,
  createAnalyzer,
  type Parser,
} from '../core/lint/analysis.js';
import { rules } from '../core/rules/index.js';
import type { Configuration } from './configuration.js';
import { type Diagnosis, diagnoseVersions } from './diagnosis.js';

/** An open SQL file as it is now. */
export interface OpenFile {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly analyzer: Analyzer;
  /** To be asked before the next version comes, since the document changes in place. */
  readonly diagnose: () => Diagnosis;
}

export interface OpenFiles {
  /** The newest version of a SQL file that is open and to be checked; undefined for any other. */
  readonly at: (uri: string) => Promise<OpenFile | undefined>;
  readonly isSql: (uri: string) => boolean;
  /** What a file is held against; undefined if it is not to be checked. */
  readonly optionsOf: (uri: string) => Promise<AnalysisOptions | undefined>;
  readonly forgetOptions: () => void;
  readonly forget: (uri: string) => void;
}

/** The analyses of the open documents. The parser may still be loading. */
export function createOpenFiles(
  documents: TextDocuments<TextDocument>,
  configuration: Configuration,
  parser: Promise<Parser>,
): OpenFiles {
  const readers = new Map<string, ReturnType<typeof reader>>();
  let diagnoses = 0;
  const nextId = () => String(++diagnoses);
  const options = new Map<string, Promise<AnalysisOptions | undefined>>();

  const isSql = (uri: string) => languages.has(documents.get(uri)?.languageId ?? '');

  const optionsOf = (uri: string) => {
    const known = options.get(uri) ?? configuration.optionsOf(uri);
    options.set(uri, known);
    return known;
  };

  return {
    isSql,
    optionsOf,
    async at(uri) {
      if (!isSql(uri)) return undefined;
      const [given, loaded] = await Promise.all([optionsOf(uri), parser]);
      // It may have been changed or closed meanwhile.
      const document = documents.get(uri);
      if (!document || !given) return undefined;
      const read = readers.get(uri) ?? reader(loaded, nextId);
      readers.set(uri, read);
      return read(document, given);
    },
    forgetOptions() {
      configuration.forget();
      options.clear();
    },
    forget(uri) {
      readers.delete(uri);
      options.delete(uri);
    },
  };
}

/** What editors call the language of a SQL file. */
const languages = new Set(['sql', 'pgsql', 'postgres', 'postgresql']);

/** Analyzes the versions of one file; asked again for the same version it answers from memory. */
function reader(
  parser: Parser,
  nextId: () => string,
): (document: TextDocument, options: AnalysisOptions) => OpenFile {
  const analyzer = createAnalyzer(parser, rules);
  const diagnose = diagnoseVersions(nextId);
  let last:
    | { readonly version: number; readonly options: AnalysisOptions; readonly file: OpenFile }
    | undefined;
  return (document, options) => {
    if (last?.version !== document.version || last.options !== options) {
      const analysis = analyzer.analyze(document.getText(), options);
      const file = { document, analysis, analyzer, diagnose: () => diagnose(document, analysis) };
      last = { version: document.version, options, file };
    }
    return last.file;
  };
}
