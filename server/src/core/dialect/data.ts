import builtInData from './data.json';

/** An error in the server's words; a name in braces stands for a part that differs. */
export interface ServerError {
  /** Five characters. */
  readonly sqlstate: string;
  readonly text: string;
  /** The hint that the sandbox adds. */
  readonly hint?: string;
}

/** A dated change of Aurora DSQL that lets in SQL it refused before. */
export interface DialectChange {
  /** The first day on which the dialect is known to have it, YYYY-MM-DD. */
  readonly since: string;
  /**
   * The last day on which it was seen refused, where that is not the day before `since`. Between the two nobody knows, so
   * nothing is an error and nothing is said to be accepted.
   */
  readonly refused?: { readonly until: string; readonly source: string };
  readonly title: string;
  /** URL of the page that announces or shows it. */
  readonly source: string;
}

/** Every change of the SQL dialect since general availability that a rule depends on, oldest first. */
export const timeline = builtInData.timeline;

export type FeatureId = keyof typeof timeline;

/** The errors that more than one part of the product knows. */
export const builtInTexts = builtInData.texts;

export type TextId = keyof typeof builtInTexts;

/** The numbers that Aurora DSQL holds a statement or a cluster to; what each counts is told in `limits.ts`. */
export interface DialectLimits {
  readonly maxRows: number;
  readonly maxIndexes: number;
  readonly maxColumns: number;
  readonly promisedColumns: number;
  readonly maxSchemas: number;
  readonly maxStatisticsTarget: number;
  readonly maxViewBytes: number;
  readonly maxKeyColumns: number;
  readonly maxDeclaredKeyBytes: number;
  readonly maxKeyBytes: number;
  readonly maxNameBytes: number;
  readonly maxCharacters: { readonly bpchar: number; readonly varchar: number };
}

/** The facts about the dialect, as `data.json` and a file that replaces it hold them. */
export interface DialectData {
  /** The form of the file. A version of the product reads one. */
  readonly schemaVersion: number;
  /** The newest day on which the facts were checked, YYYY-MM-DD. */
  readonly day: string;
  /** For each part, the page that it follows most. */
  readonly sources: Readonly<Record<string, string>>;
  readonly timeline: Readonly<Record<FeatureId, DialectChange>>;
  readonly limits: DialectLimits;
  readonly types: {
    /** Types of PostgreSQL that no column can have, by catalog name. */
    readonly unsupported: readonly string[];
    /** Types that can be stored and not be part of a key, by catalog name. */
    readonly withoutKey: readonly string[];
  };
  /** What a session may SET, in lower case; `since`, the change that brought it. */
  readonly parameters: Readonly<Record<string, { readonly since?: string }>>;
  /** `name/2` takes two arguments, `name/1-3` one to three. */
  readonly functions: {
    /** By extension. */
    readonly extension: Readonly<Record<string, readonly string[]>>;
    /** By the version of PostgreSQL that brought them. */
    readonly newer: Readonly<Record<string, readonly string[]>>;
    /** The user guide calls them unavailable; nobody has been seen to try. */
    readonly unlisted: readonly string[];
  };
  /** Catalogs and views of pg_catalog that the user guide lists as missing, and no cluster was seen to answer. */
  readonly catalogs: readonly string[];
  readonly texts: Readonly<Record<TextId, ServerError>>;
}

/** The facts that this version was built with. `dialectData.test.ts` reads them as it reads a file. */
export const builtIn: DialectData = builtInData;
