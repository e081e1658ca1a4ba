import { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  type AnalysisOptions,
  type Analyzer,
  createAnalyzer,
  type Parser,
} from '../core/lint/analysis.js';
import { rules } from '../core/rules/index.js';
import type { Steps } from '../core/text/steps.js';
import type { Configuration } from './configuration.js';
import { type Diagnosis, diagnoseVersions } from './diagnosis.js';
import type { Documents } from './documents.js';
import { canceled, outdated, type Pace, type SharedWork, shareWork } from './turns.js';

/** An open SQL file as it is now. */
export interface OpenFile {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly analyzer: Analyzer;
  /** Must be called before the next version comes, because the document changes in place. */
  readonly diagnose: () => Diagnosis;
  /** Whether no newer version has come. */
  readonly isCurrent: () => boolean;
}

export interface OpenFiles {
  /**
   * The newest version of an open SQL file that is checked; undefined for any other. Rejects where a newer version comes
   * meanwhile, and where the request is canceled. The analysis ends when nobody waits for it any more.
   */
  readonly at: (uri: string, token?: CancellationToken) => Promise<OpenFile | undefined>;
  readonly isSql: (uri: string) => boolean;
  /** What a file is checked against; undefined if it is not to be checked. */
  readonly optionsOf: (uri: string) => Promise<AnalysisOptions | undefined>;
  readonly forgetOptions: () => void;
  readonly forget: (uri: string) => void;
}

/** The analyses of the open documents. The parser may still be loading. */
export function createOpenFiles(
  documents: Documents,
  configuration: Configuration,
  parser: Promise<Parser>,
  pace: Pace,
): OpenFiles {
  const readers = new Map<string, ReturnType<typeof reader>>();
  let diagnoses = 0;
  const nextId = () => String(++diagnoses);
  const options = new Map<string, Promise<AnalysisOptions | undefined>>();

  const isSql = (uri: string) => sqlLanguages.includes(documents.get(uri)?.languageId ?? '');

  const optionsOf = (uri: string) => {
    const known = options.get(uri) ?? configuration.optionsOf(uri);
    options.set(uri, known);
    return known;
  };

  return {
    isSql,
    optionsOf,
    async at(uri, token = CancellationToken.None) {
      if (!isSql(uri)) return undefined;
      const [given, loaded] = await Promise.all([optionsOf(uri), parser]);
      // It may have changed or been closed meanwhile.
      const document = documents.get(uri);
      if (!document || !given) return undefined;
      const read = readers.get(uri) ?? reader(loaded, nextId, pace);
      readers.set(uri, read);
      const { version } = document;
      if (token.isCancellationRequested) throw canceled();
      return read(document, given, () => documents.get(uri)?.version === version).wait(token);
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
export const sqlLanguages: readonly string[] = ['sql', 'pgsql', 'postgres', 'postgresql'];

/** Analyzes the versions of one file. The same version is answered from memory. */
function reader(parser: Parser, nextId: () => string, pace: Pace): Reader {
  const analyzer = createAnalyzer(parser, rules);
  const diagnose = diagnoseVersions(nextId);
  let last:
    | { readonly version: number; readonly options: AnalysisOptions; readonly file: SharedWork<OpenFile> }
    | undefined;
  return (document, options, isCurrent) => {
    const { version } = document;
    if (last?.version !== version || last.options !== options || last.file.isLeft()) {
      const file = shareWork(steps(), pace, () => (isCurrent() ? undefined : outdated()));
      last = { version, options, file };
    }
    return last.file;

    function* steps(): Steps<OpenFile> {
      const analysis = yield* analyzer.analyzeInSteps([document.getText()], options);
      return { document, analysis, analyzer, diagnose: () => diagnose(document, analysis), isCurrent };
    }
  };
}

type Reader = (
  document: TextDocument,
  options: AnalysisOptions,
  isCurrent: () => boolean,
) => SharedWork<OpenFile>;
