export interface WebHostOptions {
  /** The folder of the extension. */
  readonly extension: string;
  /** The texts of the folder's files, by their names. */
  readonly files: Readonly<Record<string, string>>;
  /** What git shows of a file. */
  readonly earlier?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface WebHost {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export function startWebHost(options: WebHostOptions): Promise<WebHost>;
