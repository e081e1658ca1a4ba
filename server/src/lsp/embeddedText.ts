import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { EmbeddedSql } from '../embedded/embeddedSql.js';

/** A SQL text of a host file, as a document of its own. */
export interface EmbeddedText {
  readonly document: TextDocument;
  readonly sql: EmbeddedSql;
}

/** A SQL text and the file that it is written in. */
export interface Placed {
  readonly piece: EmbeddedText;
  readonly host: { readonly document: TextDocument };
}
