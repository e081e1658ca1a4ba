import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Folder } from '../folder/folder.js';
import { keep } from '../folder/keptFile.js';
import { type Account, accountFor } from './account.js';
import { type Connection, clientPasswordOf, type Engine } from './connection.js';
import { hasData, makeData } from './data.js';
import { takeOver } from './earlier.js';
import { startGuard } from './guard.js';
import { endLeftovers, socketPrefix } from './leftovers.js';
import { startPostmaster } from './postmaster.js';
import { findPrograms, type Programs } from './programs.js';
import { keepSuperuser, keptSuperuser, newSuperuser, type Superuser } from './superuser.js';

interface Own {
  readonly folder: Folder;
  readonly postgres: string | undefined;
  readonly log: (sentence: string) => void;
}

/** Starts a PostgreSQL of our own in the folder; only this user can reach it. */
export async function startOwn({ folder, postgres, log }: Own): Promise<Engine> {
  const found = await findPrograms(postgres);
  const data = join(folder.path, 'data');
  const account = await accountFor(folder, data);
  await endLeftovers(data);
  const access = await newAccess();
  const guard = startGuard([access.sockets, folder.isTemporary ? folder.path : undefined].flatMap(present));
  const release = async () => {
    if (access.sockets) await rm(access.sockets, { recursive: true, force: true });
    guard.dismiss();
  };
  try {
    const place = access.sockets ?? folder.path;
    const programs = await account.runnable(found, place);
    const superuser = await superuserOf({ folder: folder.path, data, programs, account, place, log });
    const hbaFile = join(place, 'hba.conf');
    await keep(hbaFile, hba(superuser.name, access.isOverTcp), 0o644);
    // only now, so that it can put nothing in the way of what we write there
    if (access.sockets) await account.own(access.sockets);
    const connection = connectionTo(access, superuser);
    const postmaster = await startPostmaster({ data, programs, account, connection, hbaFile, guard, log });
    return {
      connection,
      version: programs.version,
      data,
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

interface Holding {
  /** The sandbox's. */
  readonly folder: string;
  readonly data: string;
  readonly programs: Programs;
  readonly account: Account;
  readonly place: string;
  readonly log: (sentence: string) => void;
}

/** Makes the data, or takes over those of an earlier version, where need be. */
async function superuserOf({ folder, log, ...holding }: Holding): Promise<Superuser> {
  const { data, programs } = holding;
  const kept = await keptSuperuser(folder);
  const superuser = kept ?? newSuperuser();
  if (!(await hasData(data, programs))) {
    if (!kept) await keepSuperuser(folder, superuser);
    await makeData({ ...holding, superuser });
  } else if (!kept) {
    await takeOver({ ...holding, superuser });
    await keepSuperuser(folder, superuser);
    log(
      `${data} was created by an earlier version. Its superuser now has another name and a password, and everything that it owned belongs to admin.`,
    );
  }
  return superuser;
}

/** Clients' sessions never have the superuser's password. https://www.postgresql.org/docs/16/auth-pg-hba-conf.html */
function hba(superuser: string, isOverTcp: boolean): string {
  const line = (database: string, user: string, method: string): string =>
    isOverTcp ? `host ${database} ${user} 127.0.0.1/32 ${method}\n` : `local ${database} ${user} ${method}\n`;
  const clients = line('postgres', 'all', isOverTcp ? 'scram-sha-256' : 'trust');
  return line('all', superuser, 'scram-sha-256') + clients;
}

interface Access {
  readonly host: string;
  readonly port: number;
  /** Windows: PostgreSQL's programs there connect over TCP only, so a password keeps other users out. */
  readonly isOverTcp: boolean;
  /** The folder of the Unix socket. */
  readonly sockets: string | undefined;
}

async function newAccess(): Promise<Access> {
  if (process.platform === 'win32')
    return { host: '127.0.0.1', port: await freePort(), isOverTcp: true, sockets: undefined };
  const sockets = await mkdtemp(join(shortFolder(), socketPrefix));
  return { host: sockets, port: 5432, isOverTcp: false, sockets };
}

function connectionTo({ host, port, isOverTcp }: Access, { name, password }: Superuser): Connection {
  const connection = { host, port, user: name, password, database: 'postgres' };
  return isOverTcp ? { ...connection, clientPassword: clientPasswordOf(password) } : connection;
}

/** The path of a Unix socket has 103 bytes on macOS, 107 on Linux. */
function shortFolder(): string {
  const usual = tmpdir();
  return Buffer.byteLength(usual) <= 60 ? usual : '/tmp';
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
