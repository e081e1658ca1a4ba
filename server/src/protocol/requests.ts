import type { ServerCatalog } from '../core/catalog/fromServer/catalog.js';
import type { BatchFacts, Batching } from '../core/semantics/batching.js';

/** What the extension asks the language server beside the language server protocol, by method. */
export interface ServerRequests {
  /** What a file is checked against; null if it is not checked. */
  readonly 'dsql/dialect': Request<{ readonly textDocument: { readonly uri: string } }, Dialect | null>;
  /** An open file, repaired in full; null if it is not checked. */
  readonly 'dsql/convert': Request<{ readonly uri: string }, Conversion | null>;
  /** How a statement is done in batches. */
  readonly 'dsql/batching': Request<{ readonly sql: string } & BatchFacts, Batching>;
  /** Tells what the connected cluster has; null when the editor is disconnected. */
  readonly 'dsql/catalog': Request<{ readonly catalog: ServerCatalog | null }, null>;
}

interface Request<Params, Answer> {
  readonly params: Params;
  readonly answer: Answer;
}

export type ServerMethod = keyof ServerRequests;
export type RequestParams<Method extends ServerMethod> = ServerRequests[Method]['params'];
export type RequestAnswer<Method extends ServerMethod> = ServerRequests[Method]['answer'];

/** The notification that the answers to `dsql/dialect` may be others now. */
export const dialectChangedMethod = 'dsql/dialectChanged';

/** What a file is checked against. `day` is the day that `asOf` stands for. */
export interface Dialect {
  readonly asOf: string;
  readonly day: string;
}

/** A file repaired in full, and what that means. */
export interface Conversion {
  readonly text: string;
  readonly report: {
    readonly verdict: string;
    /** Fixes that were applied, decisions among them. */
    readonly changes: number;
    readonly decisions: number;
    /** Statements that no fix repairs. */
    readonly blocked: number;
    /** The readiness report. */
    readonly markdown: string;
  };
}
