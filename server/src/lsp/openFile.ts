import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  type AnalysisOptions,
  type Analyzer,
  createAnalyzer,
  type Parser,
} from '../core/analysis.js';

/** An open SQL file as it is now. */
export interface OpenFile {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly analyzer: Analyzer;
}

/** Analyzes the versions of one file; asked again for the same version it answers from memory. */
export function fileReader(parser: Parser): (document: TextDocument, options: AnalysisOptions) => OpenFile {
  const analyzer = createAnalyzer(parser);
  let last:
    | { readonly version: number; readonly analysis: Analysis; readonly options: AnalysisOptions }
    | undefined;
  return (document, options) => {
    if (last?.version !== document.version || last.options !== options) {
      const analysis = analyzer.analyze(document.getText(), options);
      last = { version: document.version, analysis, options };
    }
    return { document, analysis: last.analysis, analyzer };
  };
}
