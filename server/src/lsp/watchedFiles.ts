import { FileChangeType, type FileEvent, type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { manifestKind, manifestNames } from '../embedded/reason.js';
import { configName } from '../files/config.js';
import { dialectName, overlayName } from '../files/dialect.js';
import { markNames } from '../files/migrationMarks.js';

/** The files whose changes the editor tells. `code`: whether SQL is read in code. */
export const watchedFiles = ({ code }: { readonly code: boolean }): FileSystemWatcher[] => [
  ...configNames.map((name) => ({ globPattern: `**/${name}` })),
  { globPattern: '**/*.sql' },
  ...(code ? [{ globPattern: `**/{${manifestNames.join(',')}}` }] : []),
  { globPattern: `**/{${[...markNames, '*.sql.conf', 'metadata.toml'].join(',')}}` },
  // Of a folder that is deleted, VS Code tells nothing but the folder.
  { globPattern: '**', kind: WatchKind.Delete },
];

const configNames = [configName, dialectName, overlayName];

/** What has changed, by what it is: URIs. */
export interface ChangedFiles {
  readonly configs: readonly string[];
  readonly sqlFiles: readonly string[];
  readonly others: readonly string[];
  /** What is gone and may have been a folder. */
  readonly gone: readonly string[];
  /** Something that a migration tool keeps beside its files. */
  readonly isBeside: boolean;
  /** Something that says what a program is made of. */
  readonly hasManifest: boolean;
}

export function changedFiles(changes: readonly FileEvent[]): ChangedFiles {
  const uris = changes.map(({ uri }) => uri);
  const isConfig = (uri: string) => configNames.some((name) => uri.endsWith(name));
  const isSql = (uri: string) => /\.sql$/i.test(uri);
  return {
    configs: uris.filter(isConfig),
    sqlFiles: uris.filter(isSql),
    others: uris.filter((uri) => !isConfig(uri) && !isSql(uri)),
    gone: changes.flatMap(({ uri, type }) =>
      type !== FileChangeType.Deleted || isConfig(uri) || isSql(uri) ? [] : uri,
    ),
    isBeside: uris.some((uri) => beside.test(uri)),
    hasManifest: uris.some((uri) => manifestKind(uri) >= 0),
  };
}

const beside =
  /(?:^|\/)(?:_journal\.json|sqitch\.plan|migration_lock\.toml|atlas\.sum|metadata\.toml|[^/]*\.sql\.conf)$/i;
