import net from 'node:net';
import { serverErrors } from '../../core/dialect/serverErrors.js';
import { usualBounds } from '../bounds.js';
import { type Connection, socketOf } from '../engine/connection.js';
import {
  cstring,
  type Frame,
  FrameReader,
  frame,
  int32,
  readCstring,
  type TextEncoding,
} from '../wire/frame.js';
import { type Answer, Answers, ignore, type Take } from './answers.js';
import { Outgoing } from './outgoing.js';
import { authentication } from './password.js';

/** PostgreSQL has ended the connection. The words are those of a cluster whose session cannot go on. */
export class LinkLost extends Error {
  constructor(cause?: Error) {
    super(serverErrors.unavailable.text, { cause });
  }
}

/** One session at the PostgreSQL behind the sandbox. Requests are answered in their order. */
export class Link {
  private readonly answers = new Answers();
  private readonly reader: FrameReader;
  private readonly outgoing: Outgoing;
  /** The encoding of all texts, from the last ParameterStatus of client_encoding. */
  encoding: TextEncoding = 'utf8';
  /** Takes messages that belong to no request: notices and parameters. */
  onAside: Take = () => undefined;
  /** Called once the connection is gone. */
  onEnd: () => void = () => undefined;
  /** Called when everything that was sent has gone out. */
  onDrain: () => void = () => undefined;
  /** Called when a batch is sent. */
  onFlush: () => void = () => undefined;
  /** Called after each chunk of answers. */
  onChunk: () => void = () => undefined;

  private constructor(
    private readonly socket: net.Socket,
    longestAnswer: number,
  ) {
    this.reader = new FrameReader(() => longestAnswer);
    this.outgoing = new Outgoing(socket, () => this.onFlush());
    socket.setNoDelay(true);
    socket.on('drain', () => this.onDrain());
    socket.on('error', (error) => this.lose(new LinkLost(error)));
    socket.on('close', () => this.lose(new LinkLost()));
  }

  /** Connects and starts a session. Answers the messages up to the first ReadyForQuery; an error among them is the last. */
  static async open(
    connection: Connection,
    parameters: Readonly<Record<string, string>>,
    password = '',
    longestAnswer = usualBounds.row,
  ): Promise<{ readonly link: Link; readonly startup: readonly Frame[] }> {
    let opened: Link | undefined;
    const socket = await connected(connection, (chunk) => opened?.read(chunk));
    const link = new Link(socket, longestAnswer);
    opened = link;
    const fields = Object.entries(parameters).flatMap(([key, value]) => [cstring(key), cstring(value)]);
    const body = Buffer.concat([int32(0x30000), ...fields, Buffer.from([0])]);
    const startup: Frame[] = [];
    const authenticate = authentication(parameters.user ?? '', password);
    const ready = link.answers.expect('Z', (message) => {
      startup.push(message);
      if (message.type !== 'R') return;
      try {
        const reply = authenticate(message.bytes);
        if (reply) socket.write(reply);
      } catch (error) {
        link.lose(error instanceof Error ? error : new Error(String(error)));
        socket.destroy();
      }
    });
    socket.write(Buffer.concat([int32(4 + body.length), body]));
    await ready.catch((error: unknown) => {
      if (startup.at(-1)?.type !== 'E') throw error;
    });
    return { link, startup };
  }

  /** The connection is gone. */
  get isLost(): boolean {
    return this.answers.isLost;
  }

  /** PostgreSQL has not answered everything yet. */
  get isBusy(): boolean {
    return this.answers.isBusy;
  }

  /** The transaction's state as the last ReadyForQuery told it: I, T or E. */
  get state(): string {
    return this.answers.state;
  }

  /** Adds a request to the batch. `ends`: the types of message that end its answer. */
  request(bytes: Buffer, ends: string, take: Take): Promise<Answer> {
    this.sendOnly(bytes);
    return this.answers.expect(ends, take);
  }

  /** Sends bytes that have no answer of their own, such as data of a COPY. */
  sendOnly(bytes: Buffer): void {
    this.outgoing.add(bytes);
  }

  /** Sends a batch that has become long. Resolves when PostgreSQL has taken what was sent; undefined where it already has. */
  drained(): Promise<void> | undefined {
    return this.outgoing.drained();
  }

  /** Sends the batch. Answers whether more may be sent at once; otherwise `onDrain` tells when. */
  flush(): boolean {
    return this.outgoing.flush();
  }

  /** Sends the batch and Flush, which asks for the answers of all that was sent. */
  flushAnswers(): void {
    this.sendOnly(flushMessage);
    this.flush();
  }

  /** Ends the batch: an implicit transaction commits, or rolls back after an error. */
  sync(): Promise<Answer> {
    const answer = this.request(syncMessage, 'Z', ignore);
    this.flush();
    return answer;
  }

  /** A BEGIN that cannot fail, nor need be waited for: its transaction is open. It is sent with what follows, or in a moment. */
  begin(bytes: Buffer): void {
    this.outgoing.addHeld(bytes);
    void this.answers.expect('Z', ignore);
    this.answers.state = 'T';
  }

  /** Takes back a BEGIN that was not sent, for a text that has it in front. Answers whether there was one. */
  takeBegin(): boolean {
    if (!this.outgoing.takeHeld()) return false;
    this.answers.withdraw();
    return true;
  }

  /** What failed is about to be rolled back to a savepoint, which cannot fail: the transaction goes on. */
  recover(): void {
    this.answers.state = 'T';
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  close(): void {
    this.socket.end(terminateMessage);
    this.socket.destroySoon();
  }

  /** Ends the connection without a message, as PostgreSQL does when a transaction must not go on. */
  destroy(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    this.reader.push(chunk);
    try {
      for (const message of this.reader.take()) this.dispatch(whole(message));
    } catch (error) {
      this.lose(new LinkLost(error instanceof Error ? error : undefined));
      this.socket.destroy();
    }
    this.onChunk();
  }

  private dispatch(message: Frame): void {
    const { type, bytes } = message;
    if (type === 'S') this.encoding = encodingTold(bytes) ?? this.encoding;
    // Notices, notifications and parameters come at any time.
    if (type === 'N' || type === 'A' || (type === 'S' && this.answers.isOpen)) this.onAside(message);
    else this.answers.take(message);
  }

  private lose(error: Error): void {
    if (this.isLost) return;
    this.outgoing.empty();
    this.answers.lose(error);
    this.onEnd();
  }
}

function whole(message: Frame): Frame {
  if (message.isCut) throw new Error('PostgreSQL has sent a message that is too long.');
  return message;
}

function encodingTold(bytes: Buffer): TextEncoding | undefined {
  const name = readCstring(bytes, 5);
  if (name.text !== 'client_encoding') return undefined;
  const encoding = readCstring(bytes, name.next).text;
  if (encoding === 'UTF8') return 'utf8';
  return encoding in ofTwoBytes ? ofTwoBytes[encoding] : 'latin1';
}

/** Encodings in which a byte of ASCII may be the second of a character. https://www.postgresql.org/docs/16/multibyte.html */
const ofTwoBytes: Readonly<Record<string, TextEncoding>> = {
  BIG5: 'double',
  GB18030: 'double',
  GBK: 'double',
  UHC: 'double',
  SJIS: 'shiftJis',
  SHIFT_JIS_2004: 'shiftJis',
};

/** `take` gets what comes, each time in a buffer of its own. */
async function connected(connection: Connection, take: (chunk: Buffer) => void): Promise<net.Socket> {
  const callback = (length: number, bytes: Uint8Array) => {
    take(Buffer.from(bytes.subarray(0, length)));
    return true;
  };
  const socket = net.connect({ ...socketOf(connection), onread: { buffer: arrived, callback } });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return socket;
}

/**
 * Where all links read, each in turn, before they copy what has come: otherwise each read allocates as much.
 * https://nodejs.org/api/net.html#socketconnectoptions-connectlistener
 */
const arrived = Buffer.allocUnsafeSlow(2 ** 16);

const flushMessage = frame('H');
const syncMessage = frame('S');
const terminateMessage = frame('X');
