import type { Folder } from '../folder/folder.js';
import type { Engine } from './connection.js';
import { startOwn } from './own.js';
import { joinRunning } from './running.js';

export interface EngineOptions {
  /** Where the data is kept, in `data`. */
  readonly folder: Folder;
  /** A PostgreSQL program, a folder of programs, or the URL of a PostgreSQL that runs already. */
  readonly postgres?: string | undefined;
  /** Takes a sentence about something that happened on the way, such as a crash that PostgreSQL recovered from. */
  readonly log?: ((sentence: string) => void) | undefined;
}

/** Starts the PostgreSQL behind the sandbox, or joins the one that `postgres` is the URL of. */
export const startEngine = ({ folder, postgres, log = () => undefined }: EngineOptions): Promise<Engine> =>
  postgres !== undefined && /^postgres(ql)?:\/\//.test(postgres)
    ? joinRunning(postgres)
    : startOwn({ folder, postgres, log });
