// What a session of the sandbox takes of the processor for statements of its own work alone: PostgreSQL and the client are functions
// of this process, without sockets and TLS. Argument: transactions a round.
import { EventEmitter } from 'node:events';
import type net from 'node:net';
import { Link } from '../src/sandbox/backend/link.js';
import { Upstream } from '../src/sandbox/backend/upstream.js';
import { usualBounds } from '../src/sandbox/bounds.js';
import type { Cluster } from '../src/sandbox/cluster.js';
import { createCommitLog } from '../src/sandbox/conflict/commitLog.js';
import type { KnownTable } from '../src/sandbox/conflict/knownTables.js';
import { createTurn } from '../src/sandbox/conflict/turn.js';
import { createWrittenTables } from '../src/sandbox/conflict/writtenTables.js';
import { endlessRoom } from '../src/sandbox/engine/room.js';
import { Conversation } from '../src/sandbox/session/conversation.js';
import { Session } from '../src/sandbox/session/session.js';
import { createAdmission } from '../src/sandbox/statement/admission.js';
import { createSplitter } from '../src/sandbox/statement/script.js';
import { cstring, FrameReader, frame, int16, int32 } from '../src/sandbox/wire/frame.js';
import { loadParserFromDisk } from '../src/workspace/parser.js';

const scripts: Readonly<Record<string, (id: number) => readonly string[]>> = {
  select: (id) => [`SELECT note FROM pgbench WHERE id = ${id};`],
  insert: () => ["INSERT INTO pgbench_notes (note) VALUES ('a row');"],
  update: (id) => [`UPDATE pgbench SET n = n + 1 WHERE id = ${id};`],
  'BEGIN … COMMIT': (id) => [
    'BEGIN;',
    `SELECT n FROM pgbench WHERE id = ${id};`,
    `UPDATE pgbench SET n = n + 1 WHERE id = ${id};`,
    "INSERT INTO pgbench_notes (note) VALUES ('a row');",
    'COMMIT;',
  ],
  'FOR UPDATE': (id) => [
    'BEGIN;',
    `SELECT n FROM pgbench WHERE id = ${id} FOR UPDATE;`,
    `UPDATE pgbench SET n = n + 1 WHERE id = ${id};`,
    'COMMIT;',
  ],
};

async function main(each: number): Promise<void> {
  const query = await openSession();
  for (const [title, script] of Object.entries(scripts)) {
    const taken: number[] = [];
    for (let round = 0; round < 4; round++) {
      const before = process.cpuUsage();
      for (let run = 0; run < each; run++)
        for (const sql of script(1 + Math.floor(Math.random() * 20_000))) await query(sql);
      const { user, system } = process.cpuUsage(before);
      taken.push((user + system) / each);
    }
    process.stdout.write(`${title.padEnd(16)}${Math.min(...taken).toFixed(1)} µs\n`);
  }
}

/** Answers what a statement of one session needs of a cluster. */
async function openSession(): Promise<(sql: string) => Promise<void>> {
  const cluster = {
    ...{ split: createSplitter(), admit: createAdmission(await loadParserFromDisk(), 'latest') },
    ...{ limits: { transactionAge: 300_000, connectionAge: 3_600_000, buildTime: 0 }, maxRows: 3_000 },
    ...{ bounds: usualBounds, room: endlessRoom, conflicts: { share: 0, seed: 1, staleCatalog: false } },
    attention: { begin: nothing, end: nothing, answers: silent, messages: silent },
    ...{ catalogVersion: 0, hidesChanges: () => false, mayHideSettings: false, failsCommit: () => false },
    ...{ pushing: createTurn(), defining: createTurn(), longestTurn: 30_000, sessions: new Map() },
    ...{ shared: createCommitLog(300_000), gone: createCommitLog(300_000), writes: createWrittenTables() },
    tables: { named: (name: string) => tables[name] },
  } as unknown as Cluster;
  const link = openLink();
  let isAnswered: () => void = nothing;
  const out = {
    write: (bytes: Buffer) => {
      if (bytes[0] === 'E'.charCodeAt(0)) throw new Error(bytes.toString());
      if (bytes[0] === 'Z'.charCodeAt(0)) setImmediate(isAnswered);
    },
    flush: nothing,
    drained: () => undefined,
  };
  const upstream = new Upstream(link, out.write, nothing, usualBounds);
  const session = new Session(1, upstream, cluster, Date.now, nothing);
  const inflow = { pause: nothing, resume: nothing };
  const conversation = new Conversation(link, session, cluster, out, inflow, nothing);
  return (sql) =>
    new Promise((resolve) => {
      isAnswered = resolve;
      conversation.take({ type: 'Q', bytes: frame('Q', cstring(sql)) });
    });
}

/** A link to a PostgreSQL that answers each statement with one row. */
function openLink(): Link {
  const reader = new FrameReader(() => 2 ** 30);
  let state = 'I';
  const answersTo = (text: string): readonly Buffer[] =>
    text.split(';').flatMap((statement) => {
      const [word = ''] = /\w+/.exec(statement) ?? [];
      if (word === 'BEGIN') state = 'T';
      if (word === 'COMMIT') state = 'I';
      const tag = frame('C', cstring(tags[word] ?? word));
      return word === '' ? [] : word === 'SELECT' ? [row.description, row.data, tag] : [tag];
    });
  const write = (bytes: Buffer) => {
    reader.push(bytes);
    const answers = [...reader.take()].flatMap((message) => [
      ...answersTo(message.bytes.toString('utf8', 5, message.bytes.length - 1)),
      frame('Z', Buffer.from(state)),
    ]);
    setImmediate(() => opened.read(Buffer.concat(answers)));
    return true;
  };
  const socket = Object.assign(new EventEmitter(), { write, setNoDelay: nothing, writableNeedDrain: false });
  const Opened = Link as unknown as new (socket: net.Socket, longest: number) => Link;
  const link = new Opened(socket as unknown as net.Socket, 2 ** 30);
  const opened = link as unknown as { readonly read: (chunk: Buffer) => void };
  return link;
}

const tags: Readonly<Record<string, string>> = {
  SELECT: 'SELECT 1',
  INSERT: 'INSERT 0 1',
  UPDATE: 'UPDATE 1',
};

const row = {
  description: frame(
    'T',
    int16(1),
    cstring('n'),
    int32(0),
    int16(0),
    int32(23),
    int16(4),
    int32(-1),
    int16(0),
  ),
  data: frame('D', int16(1), int32(1), Buffer.from('1')),
};

const nothing = (): void => undefined;
const silent = { expect: nothing, met: nothing };

const unique = { parts: ['id'], predicate: undefined, isPrimary: true, isNullEqual: false };

const tableOf = (names: readonly string[], defaults: 'same' | 'other'): KnownTable => ({
  schema: 'public',
  columns: names.map((name) => ({
    name,
    type: 'text',
    isGenerated: false,
    isFixed: false,
    sequence: undefined,
  })),
  key: ['id'],
  touchable: names.at(-1),
  indexes: async () => [{ name: 'key', constraint: 'PRIMARY KEY (id)', unique, definition: '' }],
  defaults: async () => defaults,
});

const tables: Readonly<Record<string, Promise<KnownTable>>> = {
  pgbench: Promise.resolve(tableOf(['id', 'n', 'note'], 'same')),
  pgbench_notes: Promise.resolve(tableOf(['id', 'note'], 'other')),
};

void main(Number(process.argv[2] ?? 10_000));
