import {
  cstring,
  decode,
  encode,
  type Frame,
  frame,
  int16,
  int32,
  type TextEncoding,
} from '../wire/frame.js';
import { errorFields } from '../wire/serverError.js';
import type { Answer } from './answers.js';
import type { Link } from './link.js';

/** PostgreSQL's error for a query of the sandbox itself. */
export class QueryError extends Error {
  constructor(
    readonly sqlstate: string,
    /** The ErrorResponse, to be passed on. */
    readonly response: Buffer,
  ) {
    super(errorFields(response).get('M') ?? 'The query failed.');
  }
}

/** A query of the sandbox itself came after a message of the client that has failed. The client knows of that failure. */
export class EarlierFault extends Error {}

export type Row = readonly (string | null)[];

/**
 * Sends a query of the sandbox itself within the batch of the session; parameters and rows are text. Throws a QueryError. It
 * sends no Sync, so it neither begins nor ends a transaction.
 */
export async function ask(
  link: Link,
  sql: string,
  parameters: readonly (string | null)[] = [],
): Promise<Row[]> {
  const [rows = []] = await askAll(link, [{ sql, parameters }]);
  return rows;
}

export interface Query {
  readonly sql: string;
  readonly parameters?: readonly (string | null)[];
}

/** The same for several queries that are sent together: the rows of each. Queries after one that fails do not run. */
export async function askAll(link: Link, queries: readonly Query[]): Promise<Row[][]> {
  const all = queries.map((): Row[] => []);
  const answers = queries.flatMap(({ sql, parameters = [] }, index) =>
    pushQuery(link, sql, parameters, ({ type, bytes }) => {
      if (type === 'D') all[index]?.push(readRow(bytes, link.encoding));
    }),
  );
  link.flushAnswers();
  for (const answer of await Promise.all(answers)) {
    if (answer.kind === 'failed') throw new QueryError(answer.sqlstate, answer.error);
    if (answer.kind === 'skipped') throw new EarlierFault('The transaction has failed before.');
  }
  return all;
}

/** The same outside any transaction, with its own Sync: what it changes is committed. */
export async function askAlone(
  link: Link,
  sql: string,
  parameters: readonly (string | null)[] = [],
): Promise<Row[]> {
  try {
    return await ask(link, sql, parameters);
  } finally {
    await link.sync();
  }
}

/** Parse, Bind and Execute of one statement, not yet sent. */
export function pushQuery(
  link: Link,
  sql: string,
  parameters: readonly (string | null)[],
  take: (frame: Frame) => void,
): Promise<Answer>[] {
  return [
    link.request(
      Buffer.concat([closeOwn, frame('P', cstring(ownName), cstring(sql, link.encoding), int16(0))]),
      '1',
      ignore,
    ),
    link.request(bindMessage(ownName, parameters, link.encoding), '2', ignore),
    link.request(executeOwn, 'CI', take),
  ];
}

/** The sandbox's own statement and portal. The client's unnamed ones stay. */
const ownName = ' sandbox';

/** A name can be used again only after Close. To close an unknown name is no error. */
const closeOwn = Buffer.concat(['S', 'P'].map((kind) => frame('C', Buffer.from(kind), cstring(ownName))));
const executeOwn = frame('E', cstring(ownName), int32(0));

const bindMessage = (name: string, parameters: readonly (string | null)[], encoding: TextEncoding): Buffer =>
  frame(
    'B',
    cstring(name),
    cstring(name),
    int16(0),
    int16(parameters.length),
    ...parameters.flatMap((value) => {
      if (value === null) return [int32(-1)];
      const bytes = encode(value, encoding);
      return [int32(bytes.length), bytes];
    }),
    int16(0),
  );

/** The cells of a DataRow in text format. */
export function readRow(bytes: Buffer, encoding: TextEncoding): Row {
  const count = bytes.readInt16BE(5);
  let offset = 7;
  return Array.from({ length: count }, () => {
    const length = bytes.readInt32BE(offset);
    offset += 4;
    if (length < 0) return null;
    const text = decode(bytes, encoding, offset, offset + length);
    offset += length;
    return text;
  });
}

const ignore = (): void => undefined;
