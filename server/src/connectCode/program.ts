/** Where a printed program connects to. All texts are as `readTarget` lets them through: no quote, no line break. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  /** The role of the database. `admin` has tokens of its own kind. */
  readonly user: string;
  /** The first schema of search_path; undefined for that of the server. */
  readonly schema: string | undefined;
  /** The file of the certificate that signs the server's; undefined where what the system trusts is enough. */
  readonly ca: string | undefined;
}

/** A program that connects, writes with retries and loads rows: one for each driver. */
export interface Program {
  /** As `--driver` takes it. */
  readonly driver: string;
  /** The name that the driver's own page has. */
  readonly title: string;
  /** How to install what it imports. */
  readonly install: string;
  /** What the tests do with it: run it against the sandbox where its packages are there, or only parse it. */
  readonly tested: 'run' | 'parsed';
  /** What a reader has to know that the code does not say. */
  readonly note?: string;
  readonly code: (target: Target) => string;
}

/** One name of two, by whether the role is `admin`. */
export const forRole = ({ user }: Target, admin: string, other: string): string =>
  user === 'admin' ? admin : other;
