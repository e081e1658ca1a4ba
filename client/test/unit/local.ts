import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { AnswerColumn, Answers, Cell, Ending } from '../../../server/src/connection/answer.js';
import type { Profile } from '../../../server/src/connection/profile.js';
import { type Sandbox, startSandbox } from '../../../server/src/connection/sandbox.js';
import { openSession, type Session } from '../../../server/src/connection/session.js';
import type { ConnectionTarget } from '../../../server/src/connection/target.js';

export const cli = join(__dirname, '../../../dist/cli.js');

/** All that sessions of these tests have logged: it must hold no secret. */
export const logged: string[] = [];

/** A sandbox for the tests of a file, which starts before the first and is gone after the last. */
export function sandboxForTests(flags: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const sessions: Session[] = [];
  let sandbox: Sandbox | undefined;

  before(async () => {
    sandbox = await startSandbox({
      cli,
      folder,
      postgres: undefined,
      flags,
      log: (text) => logged.push(text),
    });
  });

  after(async () => {
    await Promise.all(sessions.map((session) => session.close()));
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
    const { accessKeyId, secretAccessKey } = keysOf(target());
    for (const secret of [accessKeyId, secretAccessKey, 'X-Amz-', 'Action=DbConnect'])
      assert.deepEqual(
        logged.filter((line) => line.includes(secret)),
        [],
      );
  });

  const target = (): ConnectionTarget => {
    assert.ok(sandbox);
    return sandbox.target;
  };

  return {
    folder,
    target,
    stop: () => sandbox?.stop(),
    /** Ends the sessions that are in a transaction, as whoever runs the server can: a client cannot. */
    endTransactions: () => endBackends(join(folder, 'data/data'), /\bidle in transaction\b/),
    /** A session that is closed after the tests. */
    session(changes: Changes = {}, limits: Parameters<typeof openSession>[1]['limits'] = {}): Session {
      const session = openSession(changed(target(), changes), {
        askMfaCode: async () => assert.fail('Nothing here asks for a code.'),
        log: (text) => logged.push(text),
        limits,
      });
      sessions.push(session);
      return session;
    },
  };
}

/** The processes of a PostgreSQL whose titles match. */
function endBackends(data: string, title: RegExp): void {
  const postmaster = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  for (const pid of children.trim().split(' ').map(Number))
    if (title.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) process.kill(pid, 'SIGTERM');
}

export interface Changes {
  readonly profile?: Partial<Profile>;
  readonly endpoint?: Partial<Profile['endpoint']>;
  readonly credentials?: Partial<ReturnType<typeof keysOf>>;
  readonly caFile?: string;
}

function changed(
  target: ConnectionTarget,
  { profile, endpoint, credentials, caFile = target.caFile }: Changes,
): ConnectionTarget {
  return {
    profile: { ...target.profile, ...profile, endpoint: { ...target.profile.endpoint, ...endpoint } },
    credentials: { ...keysOf(target), ...credentials },
    caFile,
  };
}

export function keysOf({ credentials }: ConnectionTarget) {
  assert.ok(credentials.kind === 'keys');
  return credentials;
}

/** Runs a statement to its end or its first page. */
export async function answerTo(session: Session, sql: string, pageSize?: number, copyData?: string) {
  const columns: AnswerColumn[] = [];
  const rows: (readonly Cell[])[] = [];
  const notices: string[] = [];
  const answers: Answers = {
    columns: (named) => columns.push(...named),
    rows: (batch) => rows.push(...batch),
    notice: (text) => notices.push(text),
  };
  const ending = await session.run({ sql, pageSize, copyData }, answers);
  return { ending, columns, rows, notices };
}

/** How an ending reads: a command tag, `more`, or the failure's cause and message. */
export const endingText = (ending: Ending): string => {
  if (ending.kind === 'failed') return `${ending.cause}: ${ending.failure.message}`;
  return ending.kind === 'paused' ? 'more' : ending.tag;
};

export const run = async (session: Session, sql: string): Promise<string> =>
  endingText((await answerTo(session, sql)).ending);

/** Something between client and server that tests can break. */
export interface Relay {
  readonly port: number;
  /** Cuts every connection. */
  readonly cut: () => void;
  readonly close: () => void;
}

/** Passes connections on to a port, which may be another for each; `admit` may refuse one by its first bytes, and its number from 0. */
export async function relayTo(
  to: number | ((index: number) => number),
  admit: (first: Buffer, index: number) => boolean = () => true,
): Promise<Relay> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((near) => {
    const index = count++;
    sockets.add(near);
    near.on('error', () => near.destroy());
    near.once('data', (first) => {
      if (!admit(first, index)) {
        near.destroy();
        return;
      }
      const far = connect(typeof to === 'number' ? to : to(index), '127.0.0.1');
      sockets.add(far);
      far.on('error', () => near.destroy());
      far.on('close', () => near.destroy());
      near.on('close', () => far.destroy());
      far.write(first);
      near.pipe(far).pipe(near);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: portOf(server.address()),
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}
