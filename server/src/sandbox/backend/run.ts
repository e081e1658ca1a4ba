import type { Repeats } from '../statement/repeats.js';
import { cstring, type Frame, frame, int16, int32 } from '../wire/frame.js';
import type { Answer, Take } from './answers.js';
import { pushQuery } from './ask.js';
import type { Link } from './link.js';
import { withTextResults } from './parameters.js';

/** A statement with all that PostgreSQL needs to run it, and to run it again. */
export interface Run {
  readonly sql: string;
  /** The bytes behind the text in Parse: the types of the parameters. */
  readonly types: Buffer;
  /** The bytes behind the names in Bind: the parameters and the formats. */
  readonly values: Buffer;
  /** The client's portal, or the unnamed one for a simple query. */
  readonly portal: string;
  /** The most rows that Execute shall answer; 0 is all. */
  readonly limit: number;
  /** The command tag for the client, where PostgreSQL runs another statement. */
  readonly tag: string | undefined;
  /** Maps a position of PostgreSQL to one in the client's text, in code points from 1. */
  readonly positionOf: (told: number) => number;
  /** Its portal is gone, or was bound before the transaction had made its changes again. */
  readonly isLost?: boolean;
  readonly repeats: Repeats;
  /** Of a COPY that runs again: its data, up to their end. */
  readonly copied?: readonly Buffer[];
  /** A simple query wants the description of its rows, and no answers to Parse and Bind. */
  readonly isSimple: boolean;
}

export const noTypes = int16(0);
/** No parameters, and everything as text. */
export const noValues = Buffer.concat([int16(0), int16(0), int16(0)]);

/** The answer of the first failure, otherwise that of the last request. */
export async function decisive(answers: readonly Promise<Answer>[]): Promise<Answer> {
  let last: Answer = { kind: 'skipped' };
  for (const answer of await Promise.all(answers)) {
    if (answer.kind === 'failed') return answer;
    last = answer;
  }
  return last;
}

/** Execute of a portal that the client has bound, or all of a simple query. */
export const pushFirst = (link: Link, run: Run, take: Take): Promise<Answer>[] =>
  run.isSimple || run.isLost
    ? pushAgain(link, run, run.sql, take)
    : [execute(link, run.portal, run.limit, take)];

/** Parses and binds the client's statement again, after its transaction was rolled back or with other text. */
export function pushAgain(link: Link, run: Run, sql: string, take: Take): Promise<Answer>[] {
  const told = run.copied ? fed(link, run.copied, take) : take;
  return run.isSimple ? pushSimple(link, run, sql, told) : pushAnew(link, run, sql, told);
}

/** Gives PostgreSQL the data of a COPY when it asks for them. */
const fed =
  (link: Link, copied: readonly Buffer[], take: Take): Take =>
  (message) => {
    if (message.type !== 'G') return take(message);
    for (const bytes of copied) link.sendOnly(bytes);
    link.flushAnswers();
  };

function pushAnew(link: Link, run: Run, sql: string, take: Take): Promise<Answer>[] {
  // A portal with a name may have survived the rollback.
  link.sendOnly(frame('C', Buffer.from('P'), cstring(run.portal, link.encoding)));
  return [...pushBound(link, run, sql, run.portal), execute(link, run.portal, run.limit, take)];
}

/** Other text with the parameters of a statement, whose rows are read as text. */
export const pushBeside = (link: Link, run: Run, sql: string, take: Take): Promise<Answer>[] => {
  const beside = { ...run, values: withTextResults(run.values) };
  const close = frame('C', Buffer.from('P'), cstring(besidePortal));
  link.sendOnly(close);
  return [...pushBound(link, beside, sql, besidePortal), execute(link, besidePortal, 0, take)];
};

const besidePortal = ' beside';

/** The parameter types that PostgreSQL finds for a statement, to use with another text; undefined where it fails. */
export async function parameterTypes(link: Link, run: Run, sql: string): Promise<Buffer | undefined> {
  if (run.isSimple) return run.types;
  let { types } = run;
  const answers = [
    pushParse(link, sql, run.types),
    link.request(frame('D', Buffer.from('S'), cstring(ownStatement)), 'Tn', (message) => {
      if (message.type === 't') types = message.bytes.subarray(5);
    }),
  ];
  link.flushAnswers();
  return (await decisive(answers)).kind === 'done' ? types : undefined;
}

/** Has PostgreSQL read and rewrite another text with the parameters of a statement, and no more. */
export const pushRead = (link: Link, run: Run, sql: string): Promise<Answer> =>
  pushParse(link, sql, run.types);

/** Parse, Bind, Describe and Execute for a statement of a simple query. The client sees none of the extended protocol. */
const pushSimple = (link: Link, run: Run, sql: string, take: Take): Promise<Answer>[] => {
  link.sendOnly(frame('C', Buffer.from('P'), cstring(simplePortal)));
  return [
    ...pushBound(link, run, sql, simplePortal),
    describe(link, simplePortal, take),
    execute(link, simplePortal, 0, take),
  ];
};

/** Not the unnamed one: that ends with a simple query, and is there no more for what the client sends next. */
const simplePortal = ' simple';

function pushParse(link: Link, sql: string, types: Buffer): Promise<Answer> {
  const close = frame('C', Buffer.from('S'), cstring(ownStatement));
  const parse = frame('P', cstring(ownStatement), cstring(sql, link.encoding), types);
  return link.request(Buffer.concat([close, parse]), '1', ignore);
}

function pushBound(link: Link, { types, values }: Run, sql: string, portal: string): Promise<Answer>[] {
  return [
    pushParse(link, sql, types),
    link.request(frame('B', cstring(portal, link.encoding), cstring(ownStatement), values), '2', ignore),
  ];
}

const ownStatement = ' run';

const describe = (link: Link, portal: string, take: Take): Promise<Answer> =>
  link.request(frame('D', Buffer.from('P'), cstring(portal)), 'Tn', (message) => {
    if (message.type === 'T') take(message);
  });

const execute = (link: Link, portal: string, limit: number, take: Take): Promise<Answer> =>
  link.request(frame('E', cstring(portal, link.encoding), int32(limit)), 'CIs', take);

/** Bytes of a statement, its parameters and its data. */
export const bytesOf = ({ sql, values, copied = [] }: Run): number =>
  copied.reduce((sum, { length }) => sum + length, sql.length + values.length);

/** A statement of the sandbox itself, whose answer matters only if it fails. */
export const pushOwn = (link: Link, sql: string): Promise<Answer>[] => pushQuery(link, sql, [], ignore);

/** The rows that a command tag counts, as in "INSERT 0 3"; 0 where it counts none. */
export const countOf = (tag: string): number => Number(/\s(\d+)$/.exec(tag)?.[1] ?? 0);

export const tagOf = ({ bytes }: Frame): string => bytes.toString('utf8', 5, bytes.length - 1);

const ignore = (): void => undefined;
