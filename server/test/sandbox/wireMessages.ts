import { cstring, frame, int16, int32 } from '../../src/sandbox/wire/frame.js';
import { mark } from './wire.js';

/** Bytes of one message that a client can send, for a table with a name of its own. */
export type Message = (table: string) => Buffer;

const query = (sql: string): Buffer => frame('Q', cstring(sql));
const parse = (name: string, sql: string, ...types: readonly number[]): Buffer =>
  frame('P', cstring(name), cstring(sql), int16(types.length), ...types.map(int32));
const bind = (portal: string, statement: string, ...values: readonly string[]): Buffer =>
  frame(
    'B',
    cstring(portal),
    cstring(statement),
    int16(0),
    int16(values.length),
    ...values.flatMap((value) => [int32(value.length), Buffer.from(value)]),
    int16(0),
  );
const describe = (kind: string, name: string): Buffer => frame('D', Buffer.from(kind), cstring(name));
const close = (kind: string, name: string): Buffer => frame('C', Buffer.from(kind), cstring(name));
const execute = (portal: string, rows = 0): Buffer => frame('E', cstring(portal), int32(rows));
const sync = frame('S');
const flush = frame('H');
const copyData = (text: string): Buffer => frame('d', Buffer.from(text));
const copyDone = frame('c');

/** What a client may send, as it should be, and with names and texts that are wrong. */
export const messages: Readonly<Record<string, Message>> = {
  'Query of rows': () => query('SELECT generate_series(1, 3)'),
  'Query of nothing': () => query(''),
  'Query of two statements': () => query('SELECT 1; SELECT 2'),
  'Query that fails behind another': () => query('SELECT 1; SELECT 1 / 0; SELECT 2'),
  'Query that is no SQL': () => query('selec'),
  'Query that writes': (table) => query(`INSERT INTO ${table} VALUES (7, 'q') ON CONFLICT DO NOTHING`),
  'Query that begins': () => query('BEGIN'),
  'Query that commits': () => query('COMMIT'),
  'Query that rolls back': () => query('ROLLBACK'),
  'Query that copies in': (table) => query(`COPY ${table} FROM STDIN`),
  'Query that copies in a table that is not there': () => query('COPY nowhere FROM STDIN'),
  'Query that copies out': (table) => query(`COPY (SELECT count(*) FROM ${table} WHERE id < 0) TO STDOUT`),
  'Parse of rows': () => parse('', 'SELECT generate_series(1, 3)'),
  'Parse by name': () => parse('s', 'SELECT $1::int + 1', 23),
  'Parse of a change': (table) =>
    parse('', `INSERT INTO ${table} VALUES (8, 'p') ON CONFLICT DO NOTHING RETURNING id`),
  'Parse of a BEGIN': () => parse('', 'BEGIN'),
  'Parse of a ROLLBACK': () => parse('', 'ROLLBACK'),
  'Parse of nothing': () => parse('', ''),
  'Parse of two statements': () => parse('', 'SELECT 1; SELECT 2'),
  'Parse of what is no SQL': () => parse('', 'selec'),
  'Parse of a type that is none': () => parse('', 'SELECT $1', 999_999),
  'Parse of a COPY': (table) => parse('', `COPY ${table} FROM STDIN`),
  Bind: () => bind('', ''),
  'Bind by names': () => bind('p', 's', '41'),
  'Bind of a value that does not fit': () => bind('', 's', 'x'),
  'Bind of values that nobody asked for': () => bind('', '', '1', '2'),
  'Bind of a statement that is not there': () => bind('', 'none'),
  'Bind with a format that is none': () =>
    frame('B', cstring(''), cstring('s'), int16(1), int16(7), int16(1), int32(1), Buffer.from('1'), int16(0)),
  'Bind with fewer than no values': () => frame('B', cstring(''), cstring(''), int16(0), int16(-1), int16(0)),
  'Bind with a value of less than no length': () =>
    frame('B', cstring(''), cstring('s'), int16(0), int16(1), int32(-2), int16(0)),
  'Describe of the statement': () => describe('S', ''),
  'Describe of the portal': () => describe('P', ''),
  'Describe of a statement by name': () => describe('S', 's'),
  'Describe of a statement that is not there': () => describe('S', 'none'),
  'Describe of a portal that is not there': () => describe('P', 'none'),
  'Describe of what is none': () => describe('X', ''),
  Execute: () => execute(''),
  'Execute of one row': () => execute('', 1),
  'Execute by name': () => execute('p'),
  'Execute of a portal that is not there': () => execute('none'),
  'Execute of fewer rows than none': () => execute('', -1),
  'Close of the statement': () => close('S', ''),
  'Close of a statement by name': () => close('S', 's'),
  'Close of a portal by name': () => close('P', 'p'),
  'Close of what is none': () => close('X', ''),
  Sync: () => sync,
  Flush: () => flush,
  CopyData: () => copyData('9\td\n'),
  'CopyData of half a row': () => copyData('9'),
  'CopyData of a row that does not fit': () => copyData('x\td\n'),
  CopyDone: () => copyDone,
  CopyFail: () => frame('f', cstring('no more')),
  'a password': () => frame('p', cstring('guessed')),
  Terminate: () => frame('X'),
  'a type that is none': () => frame('z'),
  'a type of the server': () => frame('T', int16(0)),
  'a type of zero': () => frame('\0'),
  'a type beyond ASCII': () => frame('\u00ff'),
};

const withLength = (bytes: Buffer, length: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed.writeInt32BE(length, 1);
  return changed;
};
const cut = (bytes: Buffer, length: number): Buffer =>
  withLength(bytes.subarray(0, length), Math.max(4, length - 1));

/** What can be wrong with a message as it comes. */
export const variants: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'as it is': (bytes) => bytes,
  doubled: (bytes) => Buffer.concat([bytes, bytes]),
  'with a byte more': (bytes) =>
    withLength(Buffer.concat([bytes, Buffer.from('x')]), bytes.readInt32BE(1) + 1),
  'with a byte less': (bytes) => cut(bytes, Math.max(5, bytes.length - 1)),
  'without its second half': (bytes) => cut(bytes, Math.ceil((bytes.length + 5) / 2)),
  'without a body': (bytes) => cut(bytes, 5),
  // It takes the CopyDone behind it for its end.
  'with a length of five more': (bytes) => withLength(bytes, bytes.readInt32BE(1) + 5),
  'with a length of 3': (bytes) => withLength(bytes, 3),
  'with a length of 0': (bytes) => withLength(bytes, 0),
  'with a negative length': (bytes) => withLength(bytes, -1),
  'with the greatest length': (bytes) => withLength(bytes, 0x7fffffff),
};

/** One part of what brings a session into a state. */
export interface Step {
  readonly bytes: Message;
  /** The type of the message that is waited for; undefined where the next part follows at once. */
  readonly until?: string;
}

/** What a session has been told before. */
export const states: Readonly<Record<string, readonly Step[]>> = {
  idle: [],
  'in a transaction': [{ bytes: () => query('BEGIN'), until: 'Z' }],
  'in a transaction that has written': [
    { bytes: () => query('BEGIN'), until: 'Z' },
    { bytes: (table) => query(`INSERT INTO ${table} VALUES (1, 'b')`), until: 'Z' },
  ],
  'in a transaction that has failed': [
    { bytes: () => query('BEGIN'), until: 'Z' },
    { bytes: () => query('SELECT 1 / 0'), until: 'Z' },
  ],
  'in a COPY': [{ bytes: (table) => query(`COPY ${table} FROM STDIN`), until: 'G' }],
  'in a COPY that has not begun': [{ bytes: (table) => query(`COPY ${table} FROM STDIN`) }],
  'in a COPY of a transaction, with a row': [
    { bytes: () => query('BEGIN'), until: 'Z' },
    { bytes: (table) => query(`COPY ${table} FROM STDIN`), until: 'G' },
    { bytes: () => copyData('5\tc\n') },
  ],
  'in a COPY of the extended protocol': [
    {
      bytes: (table) =>
        Buffer.concat([parse('', `COPY ${table} FROM STDIN`), bind('', ''), execute(''), flush]),
      until: 'G',
    },
  ],
  'behind a COPY that has failed': [
    { bytes: (table) => query(`COPY ${table} FROM STDIN`), until: 'G' },
    { bytes: () => copyData('x\n'), until: 'E' },
  ],
  'behind a Parse': [{ bytes: () => parse('', 'SELECT generate_series(1, 3)') }],
  'behind a Parse by name and its Sync': [
    { bytes: () => Buffer.concat([parse('s', 'SELECT $1::int + 1'), sync]), until: 'Z' },
  ],
  'behind a Bind': [
    { bytes: () => Buffer.concat([parse('', 'SELECT generate_series(1, 3)'), bind('', '')]) },
  ],
  'behind an Execute': [
    {
      bytes: (table) =>
        Buffer.concat([parse('', `INSERT INTO ${table} VALUES (2, 'e')`), bind('', ''), execute('')]),
    },
  ],
  'behind a Flush': [
    {
      bytes: () =>
        Buffer.concat([parse('', 'SELECT generate_series(1, 3)'), bind('', ''), execute('', 1), flush]),
      until: 's',
    },
  ],
  'behind a Flush in a transaction': [
    { bytes: () => query('BEGIN'), until: 'Z' },
    {
      bytes: () =>
        Buffer.concat([parse('s', 'SELECT $1::int + 1'), bind('p', 's', '1'), execute('p'), flush]),
      until: 'C',
    },
  ],
  'behind an error': [{ bytes: () => Buffer.concat([parse('', 'selec'), flush]), until: 'E' }],
};

/** What ends whatever a message has begun, and shows that the session lives. */
export const ending: Message = () =>
  Buffer.concat([copyDone, sync, query('ROLLBACK'), query(`SELECT '${mark}'`)]);

/** What leaves nothing of it: transactions, names, rows. */
export const clearing: Message = (table) =>
  Buffer.concat([query('ROLLBACK'), query(`DELETE FROM ${table}`), close('S', 's'), close('P', 'p'), sync]);

const words = (...numbers: readonly number[]): Buffer => Buffer.concat(numbers.map(int32));
const opening = (version: number, body: Buffer): Buffer =>
  Buffer.concat([words(8 + body.length, version), body]);
const asAdmin = cstring('user\0admin\0database\0postgres\0');

/** What a connection sends first that opens no session. */
export const openings: Readonly<Record<string, Buffer>> = {
  'a length of 0': words(0, 196_608),
  'a length of 7': words(7, 196_608),
  'a negative length': words(-1, 196_608),
  'a length beyond that of a start-up': words(10_005, 196_608),
  'the greatest length': words(0x7fffffff, 196_608),
  'version 4 of the protocol': opening(0x40000, asAdmin),
  'no user': opening(0x30000, cstring('database\0postgres\0')),
  nothing: opening(0x30000, Buffer.from([0])),
  'no end': opening(0x30000, Buffer.from('user\0admin')),
  'a name without its value': opening(0x30000, Buffer.from('user\0admin\0database\0')),
  'an end too early': opening(0x30000, Buffer.from('user\0admin\0\0more')),
  ...Object.fromEntries(
    Object.entries(messages).map(([name, message]) => [`${name} in its place`, message('here')]),
  ),
};

/** What a connection sends in place of its password. */
export const insteadOfPassword: Readonly<Record<string, Buffer>> = {
  'a start-up again': opening(0x30000, asAdmin),
  'a password without its end': frame('p', Buffer.from('guessed')),
  'two passwords in one': frame('p', cstring('one\0two')),
  ...Object.fromEntries(
    Object.entries(messages).flatMap(([name, message]) =>
      Object.entries(variants).flatMap(([variant, change]) => {
        const bytes = change(message('here'));
        return bytes[0] === 0x70 ? [] : [[`${name} ${variant}`, bytes]];
      }),
    ),
  ),
};

export const startUpOfAdmin = opening(0x30000, asAdmin);
