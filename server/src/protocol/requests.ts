import type { ServerCatalog } from '../core/catalog/fromServer/catalog.js';
import type { Choices } from '../core/repair/fixAll.js';
import type { Noticed, StatementAnswer } from '../core/repair/noticed.js';
import type { ReportSection } from '../core/repair/reportSections.js';
import type { BatchFacts, Batching } from '../core/semantics/batching.js';
import type { Edit } from '../core/text/edit.js';
import type { Span } from '../core/text/span.js';
import type { Text } from '../files/decodeText.js';
import type { Entry } from '../files/files.js';
import type { Trouble } from '../files/trouble.js';

/** What the extension asks the language server beside the language server protocol, by method. */
export interface ServerRequests {
  /** What a file is checked against; null if it is not checked. */
  readonly 'dsql/dialect': Request<{ readonly textDocument: { readonly uri: string } }, Dialect | null>;
  /** The day that somebody chose for a file, and the files that its dialect is from: null where there is none. */
  readonly 'dsql/dialectFiles': Request<
    { readonly uri: string },
    {
      readonly day: string;
      /** Paths. */
      readonly dialect: string | null;
      readonly overlay: string | null;
    }
  >;
  /** An open file, repaired in full; null if it is not checked. */
  readonly 'dsql/convert': Request<{ readonly uri: string; readonly choices?: Choices }, Conversion | null>;
  /** An open file with all fixes that keep its meaning; null if it is not checked. */
  readonly 'dsql/fixAll': Request<{ readonly uri: string }, SafeRepair | null>;
  /** The page of a rule, in Markdown; null if there is no such rule. */
  readonly 'dsql/rulePage': Request<{ readonly rule: string }, string | null>;
  /** The statements in an open file of code, in its order. */
  readonly 'dsql/codeStatements': Request<{ readonly uri: string }, readonly CodeStatement[]>;
  /** Where the answers of a cluster show that the rules of a file are wrong about it. */
  readonly 'dsql/noticed': Request<
    { readonly uri: string; readonly statements: readonly AnsweredStatement[] },
    readonly Noticed[]
  >;
  /** How a statement is done in batches. */
  readonly 'dsql/batching': Request<{ readonly sql: string } & BatchFacts, Batching>;
  /** Tells what the cluster of a connection has; null when the editor has left the connection. */
  readonly 'dsql/catalog': Request<
    { readonly connection: string; readonly catalog: ServerCatalog | null },
    null
  >;
  /** Tells on which connection each document works. */
  readonly 'dsql/connections': Request<DocumentConnections, null>;
}

/** A statement that was sent to a cluster. */
export interface AnsweredStatement {
  readonly sql: string;
  readonly answer: StatementAnswer;
}

/** A statement in a file of code. */
export interface CodeStatement extends Span {
  /** What is put in when the code runs is `…`. */
  readonly text: string;
  /** As a server takes it; null where a part that the code puts in is no value. */
  readonly sendable: {
    readonly sql: string;
    readonly parameters: readonly { readonly name: string; readonly type: string | null }[];
  } | null;
}

export interface DocumentConnections {
  /** The connection of each document that has one, by the document's URI. */
  readonly documents: Readonly<Record<string, string>>;
  /** The connection of all other documents; null: they have none. */
  readonly others: string | null;
}

interface Request<Params, Answer> {
  readonly params: Params;
  readonly answer: Answer;
}

export type ServerMethod = keyof ServerRequests;
export type RequestParams<Method extends ServerMethod> = ServerRequests[Method]['params'];
export type RequestAnswer<Method extends ServerMethod> = ServerRequests[Method]['answer'];

/** What the language server asks an editor that reads files for it, by method. URIs are those of files and folders. */
export interface FileRequests {
  readonly 'dsql/fileExists': Request<{ readonly uri: string }, boolean>;
  /** A link is no folder. */
  readonly 'dsql/folderEntries': Request<{ readonly uri: string }, readonly Entry[] | Trouble>;
  /** The text of a file that has no more than `limit` bytes. */
  readonly 'dsql/readFile': Request<{ readonly uri: string; readonly limit: number }, Text | Trouble>;
}

/** What the language server asks an editor that knows which migrations are applied. */
export interface AppliedRequests {
  /** Whether a migration is applied already. `folder`: the folder of the migrations. */
  readonly 'dsql/isApplied': Request<{ readonly folder: string; readonly uri: string }, boolean>;
}

/** The experimental capability of an editor that answers it. */
export const appliedCapability = 'dsqlApplied';

export type FileMethod = keyof FileRequests;
export type FileParams<Method extends FileMethod> = FileRequests[Method]['params'];
export type FileAnswer<Method extends FileMethod> = FileRequests[Method]['answer'];

/** The experimental capability of an editor that answers them. */
export const filesCapability = 'dsqlFiles';

/** The notification that the answers to `dsql/dialect` may be others now. */
export const dialectChangedMethod = 'dsql/dialectChanged';

/** What a file is checked against. `day` is the day that `asOf` stands for. */
export interface Dialect {
  readonly asOf: string;
  /** The newest day of the facts. */
  readonly newest: string;
  /** The day of the probe whose answers lie over them. */
  readonly overlay?: string;
  readonly day: string;
}

/** The experimental capability of an editor that has these commands, which code actions name. */
export const commandsCapability = 'dsqlCommands';

/** Commands of the extension, by what they do. Each is given what stands behind it. */
export const clientCommands = {
  /** Nothing. */
  fixAll: 'dsql.fixAll',
  /** A quick fix was applied: the URI of the migration that it has written, or nothing. */
  fixApplied: 'dsql.fixApplied',
  /** The id of a rule. */
  openRule: 'dsql.openRule',
  /** The id of a rule, the severity of its problem, and the URI of the file. */
  changeSeverity: 'dsql.changeSeverity',
} as const;

/** A version of a file with all safe fixes. */
export interface SafeRepair {
  readonly version: number;
  /** In UTF-16 offsets of that version. */
  readonly edits: readonly Edit[];
  /** The titles of the fixes that were applied, one each. */
  readonly applied: readonly string[];
  /** Problems that are left. */
  readonly left: number;
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
    readonly sections: readonly ReportSection[];
    /** Why there may be more to repair; undefined where there is not. */
    readonly stop: string | undefined;
  };
}
