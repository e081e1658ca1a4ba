import type pg from 'pg';

/** Somewhere to connect to. */
export interface Target {
  readonly connect: () => Promise<pg.Client>;
}

/** One that pgbench can connect to as well, by libpq's variables of the environment. */
export interface Reached extends Target {
  readonly environment: () => Promise<NodeJS.ProcessEnv>;
}
