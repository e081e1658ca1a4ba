import type { FolderLayout } from '../core/syntax/migrationTools.js';
import type { Files } from '../files/files.js';

/** What is around the open files. */
export interface Surroundings {
  readonly files: Files;
  /** URIs. */
  readonly folders: () => readonly string[];
  /** Whether the configuration leaves out a path of a folder. */
  readonly leavesOut: (folder: string) => Promise<(path: string) => boolean>;
  /** The migration tool that the configuration of a folder names. */
  readonly layoutOf: (folder: string) => Promise<FolderLayout | undefined>;
}
