import type tls from 'node:tls';
import type { AsOf } from '../../core/dialect/asOf.js';
import { serverErrors } from '../../core/dialect/serverErrors.js';
import { untilDrained } from '../backend/drained.js';
import type { Link } from '../backend/link.js';
import { Upstream } from '../backend/upstream.js';
import type { Cluster } from '../cluster.js';
import { lose } from '../conflict/abort.js';
import { holdsRow, holdsRowsOf, mayDiffer } from '../conflict/transaction.js';
import { heldOptions } from '../engine/settings.js';
import { adminUser, serverVersion } from '../system/catalog.js';
import { cstring, type Frame, FrameReader, frame, int32, readCstring } from '../wire/frame.js';
import { type Refusal, refusal } from '../wire/refusal.js';
import { encodeError, errorFields } from '../wire/serverError.js';
import { Conversation } from './conversation.js';
import { Session } from './session.js';
import { longestStartUp, readStartUp, type StartUp } from './startUp.js';

export interface Arrival {
  readonly stream: tls.TLSSocket;
  readonly cluster: Cluster;
  readonly verify: (token: string, user: string, now: Date) => Refusal | undefined;
  readonly asOf: AsOf;
  /** The client has authenticated. */
  readonly settle: () => void;
  readonly cancel: (request: Buffer) => void;
  readonly log: (sentence: string) => void;
}

/** Bytes of a message that a cluster reads; it closes the connection at a longer one. */
const longestMessage = 10 * 1024 * 1024;

/** Bytes of a message that holds no more than a name. https://github.com/postgres/postgres/blob/REL_16_STABLE/src/backend/tcop/postgres.c */
const longestShortMessage = 10_000;

/** Bytes of a message with a token. */
const longestPassword = 100_000;

/** How long the messages of a session may be. */
const limitOf = (type: string): number | undefined =>
  'QPBFd'.includes(type) ? longestMessage : 'DECSHXcf'.includes(type) ? longestShortMessage : undefined;

/** The start of a session: the role, the token as its password, then the conversation. */
export function authenticate(arrival: Arrival): void {
  const { stream, cluster, verify, asOf, settle, log } = arrival;
  let seen = Buffer.alloc(0);
  const refuse = ({ sqlstate, message, hint }: Refusal) =>
    part(stream, encodeError({ severity: 'FATAL', code: sqlstate, message, hint }));

  const readStart = (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk]);
    if (seen.length < 4) return;
    const length = seen.readInt32BE(0);
    if (length < 8 || length > longestStartUp) return void stream.destroy();
    if (seen.length < length) return;
    const request = seen.subarray(0, length);
    const rest = seen.subarray(length);
    stream.off('data', readStart);
    const code = request.readInt32BE(4);
    if (code === 80_877_102) return arrival.cancel(request);
    if (code >> 16 !== 3)
      return void refuse({
        sqlstate: '0A000',
        message: `unsupported frontend protocol ${code >> 16}.${code & 0xffff}`,
      });
    let start: StartUp | Refusal;
    try {
      start = readStartUp(request.subarray(4), asOf);
    } catch {
      return void refuse({
        sqlstate: '08P01',
        message: 'invalid startup packet layout: expected terminator as last byte',
      });
    }
    if ('sqlstate' in start) return void refuse(start);
    if (start.minorVersion > 0 || start.unknownOptions.length > 0) {
      const options = start.unknownOptions;
      stream.write(
        frame('v', int32(newestProtocol), int32(options.length), ...options.map((option) => cstring(option))),
      );
    }
    stream.write(frame('R', int32(cleartextPassword)));
    askPassword(start, rest);
  };

  const askPassword = (start: StartUp, first: Buffer) => {
    const reader = new FrameReader((type) => (type === 'p' ? longestPassword : undefined));
    const look = (chunk: Buffer) => {
      reader.push(chunk);
      const [message] = reader.take();
      if (!message) return;
      stream.off('data', look);
      if (message.isCut && message.type === 'p') return void stream.destroy();
      const problem = passwordProblem(message) ?? verify(passwordIn(message), start.user, new Date());
      if (problem) return void refuse(problem);
      stream.pause();
      settle();
      open(start, reader.rest()).catch((error: unknown) => {
        log(error instanceof Error ? error.message : String(error));
        refuse(refusal(serverErrors.unavailable));
      });
    };
    stream.on('data', look);
    if (first.length > 0) look(first);
  };

  async function open({ user, parameters }: StartUp, rest: Buffer): Promise<void> {
    const { mayLogIn, isMapped } = await cluster.loginOf(user);
    if (!mayLogIn) return void refuse(noRole(user));
    const { link, startup } = await cluster.open({
      ...parameters,
      user,
      database: 'postgres',
      options: `-c lock_timeout=${lockTimeout}ms ${heldOptions}`,
    });
    try {
      const fault = startup.find(({ type }) => type === 'E');
      if (fault) {
        link.destroy();
        return void refuse(connectRefusal(errorFields(fault.bytes), user));
      }
      // The client may have gone meanwhile.
      if (stream.destroyed) return link.destroy();
      stream.write(Buffer.concat(startup.filter(isForClient).map(asCluster)));
      if (!isMapped && user !== adminUser) stream.write(unmapped(user));
      stream.write(frame('Z', Buffer.from('I')));
      converse(arrival, link, startup, rest);
    } catch (error) {
      link.destroy();
      throw error;
    }
  }

  stream.on('data', readStart);
}

const cleartextPassword = 3;

/** Why a message is no password, as PostgreSQL says it. */
function passwordProblem({ type, bytes }: Frame): Refusal | undefined {
  if (type !== 'p')
    return { sqlstate: '08P01', message: `expected password response, got message type ${bytes[0]}` };
  return bytes.indexOf(0, 5) === bytes.length - 1
    ? undefined
    : { sqlstate: '08P01', message: 'invalid password packet size' };
}

const passwordIn = ({ bytes }: Frame): string => bytes.toString('utf8', 5, bytes.length - 1);

/**
 * The newest protocol version with its major number, as PostgreSQL reports it. libpq 18 takes a minor number alone for a
 * version before 3.0.
 */
const newestProtocol = 0x30000;

/** Bytes of the longest record of TLS. */
const fullRecord = 16 * 1024;

/** Milliseconds that a statement waits for a lock, before the lock counts as held by another transaction. */
const lockTimeout = 20;

function converse(
  { stream, cluster, log }: Arrival,
  link: Link,
  startup: readonly Frame[],
  rest: Buffer,
): void {
  const { attention } = cluster;
  const key = startup.find(({ type }) => type === 'K')?.bytes;
  const pid = key?.readInt32BE(5) ?? 0;
  const secret = key?.readInt32BE(9) ?? 0;
  let queue: Buffer[] = [];
  let size = 0;
  const out = {
    write: (bytes: Buffer): void => {
      queue.push(bytes);
      size += bytes.length;
    },
    flush(): void {
      if (queue.length === 0) return;
      const bytes = queue.length === 1 ? queue[0] : Buffer.concat(queue);
      queue = [];
      size = 0;
      attention.messages.expect();
      if (bytes && !stream.destroyed && !stream.write(bytes)) link.pause();
    },
    drained(): Promise<void> | undefined {
      if (size >= fullRecord) this.flush();
      return stream.writableNeedDrain && !stream.destroyed ? untilDrained(stream) : undefined;
    },
  };
  const upstream: Upstream = new Upstream(link, out.write, () => conversation.startCopy(), cluster.bounds);
  const session = new Session(pid, upstream, cluster, Date.now, (error) => log(String(error)));
  const letGo = () => {
    // PostgreSQL notices that nobody listens only when the statement has ended.
    if (link.isBusy) cluster.endBackend(pid).catch((error) => log(String(error)));
    link.destroy();
  };
  const finish = (farewell?: Buffer): void => {
    if (stream.writableEnded || stream.destroyed) return;
    if (farewell) out.write(farewell);
    out.flush();
    letGo();
    part(stream);
  };
  const inflow = { pause: () => stream.pause(), resume: () => stream.resume() };
  const conversation = new Conversation(link, session, cluster, out, inflow, finish);
  cluster.sessions.set(pid, {
    abort: (reason) => session.abort(reason, () => stream.writableNeedDrain || conversation.isCopying),
    pardon: () => session.pardon(),
    writesBefore: () => session.transaction?.before.writes,
    holdsRowsOf: (table) => session.transaction !== undefined && holdsRowsOf(session.transaction, table),
    mayDiffer: () => session.transaction !== undefined && mayDiffer(session.transaction),
    holdsRow: (key) => session.transaction !== undefined && holdsRow(session.transaction, key),
    lose: (key) => session.transaction && lose(session.transaction, key),
    letGo: () => session.letGo(),
    waitsFor: () => session.waitsFor,
    cancel: (key) => {
      if (key !== secret) return false;
      session.cancel();
      return true;
    },
  });
  const age = setTimeout(() => finish(), cluster.limits.connectionAge);

  stream.on('drain', () => link.resume());
  stream.on('close', () => {
    clearTimeout(age);
    cluster.sessions.delete(pid);
    session.cancel();
    letGo();
  });
  link.onAside = ({ type, bytes }) => {
    out.write(bytes);
    // PostgreSQL sends notices at once as well.
    if (type === 'N') out.flush();
  };
  link.onFlush = attention.answers.expect;
  link.onChunk = () => {
    attention.answers.met();
    // A working conversation flushes by itself when it is the client's turn.
    if (!conversation.isBusy || size >= fullRecord) out.flush();
  };
  link.onEnd = () => {
    session.cancel();
    conversation.lose();
    // A client that does not read does not get it.
    if (stream.writableNeedDrain) setTimeout(() => stream.destroy(), partingTime).unref();
  };
  const reader = new FrameReader(limitOf);
  const read = (chunk: Buffer) => {
    attention.messages.met();
    reader.push(chunk);
    for (const message of reader.take()) conversation.take(message);
  };
  stream.on('data', read);
  if (rest.length > 0) read(rest);
  stream.resume();
}

/** Whether a message of PostgreSQL's start-up is for the client: not its request for a password, and not yet that it is ready. */
const isForClient = ({ type, bytes }: Frame): boolean =>
  type !== 'Z' && (type !== 'R' || bytes.readInt32BE(5) === 0);

/** Ends the connection. A client that does not end its side as well is cut off. */
function part(stream: tls.TLSSocket, farewell?: Buffer): void {
  if (farewell) stream.write(farewell);
  stream.end();
  stream.removeAllListeners('data');
  // What the client still sends must be read. Otherwise the system resets the connection, and our last message is lost.
  stream.resume();
  const patience = setTimeout(() => stream.destroy(), partingTime);
  stream.once('close', () => clearTimeout(patience));
}

/** Milliseconds. */
const partingTime = 2_000;

/** What PostgreSQL says of itself, as a cluster would. */
function asCluster({ type, bytes }: Frame): Buffer {
  if (type !== 'S') return bytes;
  const name = readCstring(bytes, 5).text;
  return name === 'server_version' ? frame('S', cstring(name), cstring(serverVersion)) : bytes;
}

function connectRefusal(fields: ReadonlyMap<string, string>, user: string): Refusal {
  const code = fields.get('C') ?? '';
  if (code === '53300') return refusal(serverErrors.tooManyConnections);
  if (code === '28000') return noRole(user);
  return { sqlstate: code, message: fields.get('M') ?? serverErrors.unavailable.text };
}

/** The answer also for the superuser and for roles with special rights: for clients they do not exist. */
const noRole = (user: string): Refusal => ({
  ...refusal(serverErrors.noSuchRole),
  hint: `Role "${user}" does not exist or may not log in: CREATE ROLE … WITH LOGIN makes one.`,
});

/** A cluster would not let such a role in; the sandbox knows no IAM principals. */
const unmapped = (user: string): Buffer =>
  encodeError({
    severity: 'WARNING',
    code: '01000',
    message: `role "${user}" is mapped to no IAM principal`,
    hint: `A cluster refuses it until AWS IAM GRANT ${user} TO 'arn:aws:iam::…' was run.`,
  });
