import type { NetConnectOpts } from 'node:net';

/** How to reach PostgreSQL, as the options of `pg` have it: a `host` that is a path is the folder of a Unix socket. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  /** A superuser. */
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

/** The same for `net.connect`. */
export const socketOf = ({ host, port }: Connection): NetConnectOpts =>
  host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
