import type { Folder } from '../folder.js';
import type { Connection } from './connection.js';
import { startOwn } from './own.js';
import { joinRunning } from './running.js';

/** A PostgreSQL 16 or newer that answers. */
export interface Engine {
  readonly connection: Connection;
  /** What it calls itself, as in `16.14`. */
  readonly version: string;
  /** Ends it, if it was started here, with everything that belongs to it. */
  readonly stop: () => Promise<void>;
  /** One sentence, as soon as it is gone without having been stopped; pending for ever if that never happens. */
  readonly ended: Promise<string>;
}

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
