export interface CodeServerOptions {
  readonly userDir?: string;
  readonly extensionsDir?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly port?: number;
  readonly vsix?: string;
  readonly furtherVsix?: readonly string[];
  readonly testDriver?: boolean;
}

export interface CodeServer {
  readonly url: string;
  readonly port: number;
  /** The folder of all that VS Code writes, unless the options name others. */
  readonly home: string;
  readonly stop: () => Promise<void>;
}

export function startCodeServer(options: CodeServerOptions): Promise<CodeServer>;
