import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Folder } from '../folder.js';
import { keep, kept } from '../keptFile.js';
import { type Account, accountFor } from './account.js';
import type { Connection } from './connection.js';
import { prepareData } from './data.js';
import type { Engine } from './engine.js';
import { startGuard } from './guard.js';
import { endLeftovers, socketPrefix } from './leftovers.js';
import { startPostmaster } from './postmaster.js';
import { findPrograms } from './programs.js';

/** Not `admin`: that is a role of DSQL. */
const superuser = 'sandbox';

interface Own {
  readonly folder: Folder;
  readonly postgres: string | undefined;
  readonly log: (sentence: string) => void;
}

/** Starts a PostgreSQL of our own in the folder; only this user can reach it. */
export async function startOwn({ folder, postgres, log }: Own): Promise<Engine> {
  const programs = await findPrograms(postgres);
  const data = join(folder.path, 'data');
  const account = await accountFor(programs.postgres, folder, data);
  await endLeftovers(data);
  const access = process.platform === 'win32' ? await byPassword(folder) : await bySocket(account);
  const guard = startGuard([access.sockets, folder.isTemporary ? folder.path : undefined].flatMap(present));
  const release = async () => {
    if (access.sockets) await rm(access.sockets, { recursive: true, force: true });
    guard.dismiss();
  };
  try {
    const { connection } = access;
    await prepareData({ data, programs, account, superuser, password: connection.password });
    const postmaster = await startPostmaster({ data, programs, account, connection, guard, log });
    return {
      connection,
      version: programs.version,
      ended: postmaster.ended,
      async stop() {
        await postmaster.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

interface Access {
  readonly connection: Connection;
  /** The folder of the Unix socket. */
  readonly sockets: string | undefined;
}

async function bySocket({ own }: Account): Promise<Access> {
  const sockets = await mkdtemp(join(shortFolder(), socketPrefix));
  await own(sockets);
  return { connection: { host: sockets, port: 5432, user: superuser, database: 'postgres' }, sockets };
}

/** The path of a Unix socket has 103 bytes on macOS, 107 on Linux. */
function shortFolder(): string {
  const usual = tmpdir();
  return Buffer.byteLength(usual) <= 60 ? usual : '/tmp';
}

/** Windows: PostgreSQL's programs there connect over TCP only, so a password keeps other users out. */
async function byPassword(folder: Folder): Promise<Access> {
  const password = await keptPassword(join(folder.path, 'engine.password'));
  const connection = {
    host: '127.0.0.1',
    port: await freePort(),
    user: superuser,
    password,
    database: 'postgres',
  };
  return { connection, sockets: undefined };
}

async function keptPassword(file: string): Promise<string> {
  const before = await kept(file);
  if (before !== undefined) return before.trim();
  const password = randomBytes(24).toString('base64url');
  await keep(file, `${password}\n`);
  return password;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
