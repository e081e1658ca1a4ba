import { effectOf } from '../core/semantics/effect.js';
import { tokenize } from '../core/syntax/lexer.js';
import type { Link } from './link.js';
import type { Arrivals, PageEnd, PortalReading, ReadingRequest } from './reading.js';

/** A statement that is read page by page. */
export type PagedReading = Pick<PortalReading, 'page' | 'next' | 'abandon' | 'holdsConnection'>;

interface Options {
  readonly link: Link;
  readonly request: Omit<ReadingRequest, 'isInTransaction'>;
  readonly arrivals: Arrivals;
  /** Whether the person has canceled since. */
  readonly isCanceled: () => boolean;
}

/**
 * Whether a statement outside a transaction must run in a read-only one. A statement that begins or ends a transaction stays
 * alone.
 */
export const needsTransaction = (sql: string): boolean => effectOf(sql).transaction === undefined;

/** A BEGIN becomes read-only, whatever the default of the session is; any other statement stays as it is. */
export function beginReadOnly(sql: string): string {
  if (effectOf(sql).transaction !== 'begin') return sql;
  const tokens = tokenize(sql)
    .filter(({ kind }) => kind !== 'comment')
    .map(({ start, end }) => ({ end, word: sql.slice(start, end).toLowerCase() }));
  // Of several modes the last one holds
  const mode = tokens.findLastIndex(({ word }, at) => tokens[at - 1]?.word === 'read' && modes.has(word));
  const isReadOnly = tokens[mode]?.word === 'only';
  const last = tokens.findLast(({ word }) => word !== ';');
  return isReadOnly || !last ? sql : `${sql.slice(0, last.end)} READ ONLY${sql.slice(last.end)}`;
}

const modes: ReadonlySet<string> = new Set(['only', 'write']);

/**
 * Sends a statement between BEGIN READ ONLY and its end. A default of the session is not enough, because a function in the
 * statement can change it for the next one. To observers of the session, there is no transaction.
 */
export function readOnlyReading({ link, request, arrivals, isCanceled }: Options): PagedReading {
  let reading: PortalReading | undefined;
  let isOpen = true;

  const end = async (sql: string): Promise<PageEnd> => {
    isOpen = false;
    if (!link.isOpen() || link.transaction() === 'I') return { kind: 'complete', tag: '' };
    return await alone(link, sql);
  };

  const settled = async (page: PageEnd): Promise<PageEnd> => {
    if (page.kind === 'more') return page;
    const ended = await end(page.kind === 'complete' ? 'COMMIT' : 'ROLLBACK');
    return page.kind === 'complete' && ended.kind === 'failed' ? ended : page;
  };

  const first = async (): Promise<PageEnd> => {
    const begun = await alone(link, 'BEGIN READ ONLY');
    if (begun.kind !== 'complete') return await settled(begun);
    if (isCanceled()) return await settled({ kind: 'failed', error: new Error('Canceled.') });
    reading = link.read(request, arrivals);
    return await settled(await reading.page());
  };

  const page = first();
  return {
    page: () => page,
    next: async () =>
      reading && isOpen
        ? await settled(await reading.next())
        : { kind: 'failed', error: new Error('There is nothing more to read.') },
    abandon: async () => {
      if (isOpen) await end('ROLLBACK');
    },
    holdsConnection: () => isOpen,
  };
}

/** A statement of our own whose answer does not matter. */
const alone = (link: Link, sql: string): Promise<PageEnd> =>
  link
    .read(
      { sql, values: [], pageSize: undefined, copyData: undefined },
      { columns: none, rows: none, notice: none },
    )
    .page();

const none = () => undefined;
