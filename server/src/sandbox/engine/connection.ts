import { createHmac } from 'node:crypto';
import type { NetConnectOpts } from 'node:net';

/** How to reach PostgreSQL, as the options of `pg` have it: a `host` that is a path is the folder of a Unix socket. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  /** The superuser, which no client ever is. */
  readonly user: string;
  readonly password?: string;
  /** What every other role logs in with, where PostgreSQL asks for passwords. */
  readonly clientPassword?: string;
  readonly database: string;
}

/** A PostgreSQL 16 or newer that answers. */
export interface Engine {
  readonly connection: Connection;
  /** What it calls itself, as in `16.14`. */
  readonly version: string;
  /** The folder of its data, where it was started here. */
  readonly data?: string;
  /** Ends it, if it was started here, with everything that belongs to it. */
  readonly stop: () => Promise<void>;
  /** One sentence, as soon as it is gone without having been stopped; pending forever if that never happens. */
  readonly ended: Promise<string>;
}

/** The same for `net.connect`. */
export const socketOf = ({ host, port }: Connection): NetConnectOpts =>
  host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };

/** Another one that does not tell the superuser's, the same for every sandbox in front of that PostgreSQL. */
export const clientPasswordOf = (password: string): string =>
  createHmac('sha256', password).update('the clients of a sandbox').digest('base64url');
