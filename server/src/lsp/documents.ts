import type { TextDocument } from 'vscode-languageserver-textdocument';

/** The documents that the editor has open, and the SQL texts in those of other languages, each a document of its own. */
export interface Documents {
  readonly get: (uri: string) => TextDocument | undefined;
  /** Those of the editor. */
  readonly all: () => readonly TextDocument[];
  readonly keys: () => readonly string[];
  /** The SQL texts of an open file, in its order, as they were found last. */
  readonly embeddedIn: (host: string) => readonly TextDocument[];
  /** The file that a SQL text stands in; undefined for a document of the editor. */
  readonly hostOf: (uri: string) => string | undefined;
}
