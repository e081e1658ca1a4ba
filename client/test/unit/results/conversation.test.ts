import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerColumn, Cell, Failure } from '../../../../server/src/connection/answer.js';
import type { Outcome, RunSink, StatementSink } from '../../../../server/src/running/sink.js';
import { converse } from '../../../src/results/conversation.js';
import { memoriesFrom, memoriesOf } from '../../../src/results/memory.js';
import { type FromView, shownLength, type ToView } from '../../../src/results/messages.js';
import type { Row, TabMemory } from '../../../src/results/tab.js';
import { createTabs } from '../../../src/results/tabs.js';

const id: AnswerColumn = { name: 'id', oid: 20, type: 'bigint' };
const name: AnswerColumn = { name: 'name', oid: 25, type: 'text' };
const outcome = (rows: number): Outcome => ({ tag: `SELECT ${rows}`, rows, time: 5, retries: 0 });
const failure: Failure = {
  message: 'relation "x" does not exist',
  sqlstate: '42P01',
  detail: undefined,
  hint: undefined,
  advice: 'Create it.',
  span: { start: 14, end: 15 },
  isCanceled: false,
};

test('a statement is a tab with its columns, rows, notices and outcome', async () => {
  const { open, receive, result, cells, tabs } = start();
  const run = open('a.sql');
  const statement = run.statement({ sql: 'SELECT  id,\n name -- all\n FROM t', at: undefined });
  statement.columns([id, name]);
  statement.rows([
    ['1', 'Ada'],
    ['2', null],
  ]);
  statement.notice('NOTICE: hi');
  statement.done(outcome(2));
  run.end();
  assert.deepEqual(tabs(), ['SELECT id, name FROM t|SELECT 2|done|selected']);
  const { columns, loaded, shown, notices, outcome: end, state } = result();
  assert.deepEqual(
    { columns, loaded, shown, notices, end, state },
    {
      columns: [
        { name: 'id', type: 'bigint', kind: 'number', longest: 1 },
        { name: 'name', type: 'text', kind: 'text', longest: 4 },
      ],
      loaded: 2,
      shown: 2,
      notices: ['NOTICE: hi'],
      end: outcome(2),
      state: 'done',
    },
  );
  receive({ type: 'cells', tab: result().tab, order: 0, row: 1, rows: 64, column: 0, columns: 32 });
  assert.deepEqual(cells(), [['2', null]]);
});

test('the lines of a plan are shown as one, once all are there, and cannot be edited', () => {
  const { open, result, tabs } = start();
  const statement = open('a.sql').statement({ sql: 'SELECT 1', at: undefined, explain: 'plan' });
  statement.columns([{ name: 'QUERY PLAN', oid: 25, type: 'text' }]);
  statement.rows([['Result  (cost=0.00..0.01 rows=1 width=4)']]);
  assert.deepEqual([result().columns, result().plan], [[], undefined]);
  statement.done({ tag: 'EXPLAIN', rows: undefined, time: 1, retries: 0 });
  assert.deepEqual(tabs(), ['Explain SELECT 1|EXPLAIN|done|selected']);
  assert.deepEqual(
    [result().plan?.nodes.map(({ operation }) => operation), result().edit],
    [['Result'], undefined],
  );
});

test('another run of a document replaces its tabs, save the pinned ones and those of other documents', () => {
  const { open, receive, tabs, groups, lastTab } = start();
  answer(open('a.sql'), 'SELECT 1', [['1']]);
  receive({ type: 'pin', tab: lastTab(), isPinned: true });
  answer(open('a.sql'), 'SELECT 2', [['2']]);
  answer(open('b.sql'), 'SELECT 3', [['3']]);
  assert.deepEqual(tabs(), ['SELECT 1|SELECT 1|done|pinned', 'SELECT 3|SELECT 1|done|selected']);
  answer(open('a.sql'), 'SELECT 4', [['4']]);
  assert.deepEqual(tabs(), ['SELECT 1|SELECT 1|done|pinned', 'SELECT 4|SELECT 1|done|selected']);
  assert.deepEqual(groups(), ['a.sql', 'b.sql']);
  receive({ type: 'showGroup', group: 'b.sql' });
  assert.deepEqual(tabs(), ['SELECT 1|SELECT 1|done|pinned', 'SELECT 3|SELECT 1|done|selected']);
});

test('a run that sends nothing takes no results away', () => {
  const { open, tabs } = start();
  answer(open('a.sql'), 'SELECT 1', [['1']]);
  open('a.sql').end();
  assert.deepEqual(tabs(), ['SELECT 1|SELECT 1|done|selected']);
});

test('the last result or the failure is in front, unless the person picked another tab', () => {
  const { open, receive, tabs, lastTab } = start();
  const run = open('a.sql');
  answer(run, 'SELECT 1', [['1']]);
  const first = lastTab();
  run
    .statement({ sql: 'COMMIT', at: undefined })
    .done({ tag: 'COMMIT', rows: undefined, time: 1, retries: 0 });
  assert.deepEqual(tabs(), ['SELECT 1|SELECT 1|done|selected', 'COMMIT|COMMIT|done']);
  run.statement({ sql: 'SELECT x', at: undefined }).fail(failure);
  assert.deepEqual(tabs().at(-1), 'SELECT x|42P01|failed|selected');
  receive({ type: 'select', tab: first });
  answer(run, 'SELECT 2', [['2']]);
  assert.deepEqual(tabs()[0], 'SELECT 1|SELECT 1|done|selected');
});

test('a statement without an answer fails when its run ends', () => {
  const { open, tabs } = start();
  const run = open('a.sql');
  run.statement({ sql: 'SELECT 1', at: undefined });
  run.end();
  assert.deepEqual(tabs(), ['SELECT 1|canceled|failed|selected']);
});

test('a failure is shown with the line that it points at', () => {
  const { open, result } = start();
  const at = { uri: 'a.sql', span: { start: 0, end: 15 } };
  open('a.sql').statement({ sql: 'SELECT 1\nFROM x y', at }).fail(failure);
  const { span: _, ...told } = failure;
  assert.deepEqual(result().failure, {
    ...told,
    excerpt: { line: 'FROM x y', at: 5, length: 1 },
    isInDocument: true,
    remedies: ['runAgain'],
  });
});

test('rows are sorted and filtered where they are, and a request for the old order is not answered', async () => {
  const { open, receive, settled, result, cells, posted } = start();
  answer(
    open('a.sql'),
    'SELECT',
    [
      ['10', 'b'],
      ['9', 'a'],
      [null, 'c'],
    ],
    [id, name],
  );
  const { tab } = result();
  receive({ type: 'sort', tab, sort: [{ column: 0, isDescending: false }] });
  receive({ type: 'filter', tab, filter: [{ column: 0, test: 'isNotNull', text: '' }] });
  await settled();
  const { shown, loaded, order, sort, filter, isOrdering } = result();
  assert.deepEqual(
    { shown, loaded, sort, filter, isOrdering },
    {
      shown: 2,
      loaded: 3,
      sort: [{ column: 0, isDescending: false }],
      filter: [{ column: 0, test: 'isNotNull', text: '' }],
      isOrdering: false,
    },
  );
  const request = { type: 'cells', tab, row: 0, rows: 10, column: 0, columns: 10 } as const;
  const before = posted.length;
  receive({ ...request, order: order - 1 });
  assert.equal(posted.length, before);
  receive({ ...request, order });
  assert.deepEqual(cells(), [
    ['9', 'a'],
    ['10', 'b'],
  ]);
});

test('rows that come in later take their place in the order', async () => {
  const { open, receive, settled, result, cells } = start();
  const statement = open('a.sql').statement({ sql: 'SELECT', at: undefined });
  statement.columns([id]);
  statement.rows([['2'], ['4']]);
  const { tab } = result();
  receive({ type: 'sort', tab, sort: [{ column: 0, isDescending: true }] });
  await settled();
  statement.rows([['3']]);
  await settled();
  receive({ type: 'cells', tab, order: result().order, row: 0, rows: 10, column: 0, columns: 1 });
  assert.deepEqual(cells(), [['4'], ['3'], ['2']]);
});

test('the grid is given the beginning of a long cell, the cell viewer all of it', () => {
  const { open, receive, result, cells, posted } = start();
  const long = 'x'.repeat(10_000);
  answer(open('a.sql'), 'SELECT', [[long]]);
  const { tab } = result();
  receive({ type: 'cells', tab, order: 0, row: 0, rows: 1, column: 0, columns: 1 });
  assert.deepEqual(cells(), [['x'.repeat(shownLength + 1)]]);
  receive({ type: 'cell', tab, order: 0, row: 0, column: 0 });
  assert.deepEqual(posted.at(-1), { type: 'cell', tab, order: 0, row: 0, column: 0, text: long });
});

test('a copy holds the rows and columns that are selected, in their order', async () => {
  const { open, receive, settled, result, copies, posted } = start();
  answer(
    open('a.sql'),
    'SELECT * FROM people',
    [
      ['1', 'Ada'],
      ['2', '"Bo"'],
      ['3', null],
    ],
    [id, name],
  );
  const { tab } = result();
  receive({ type: 'sort', tab, sort: [{ column: 0, isDescending: true }] });
  await settled();
  const copy = (start: number, end: number, columns: number[], format: 'tsv' | 'insert', hasHeader = false) =>
    receive({ type: 'copy', tab, start, end, columns, format, hasHeader });
  copy(0, 2, [1, 0], 'tsv');
  copy(1, 2, [1], 'tsv');
  copy(2, 99, [0, 1], 'insert');
  copy(0, 1, [0, 1], 'tsv', true);
  assert.deepEqual(copies, [
    '\t3\n"""Bo"""\t2',
    '"Bo"',
    "INSERT INTO people (id, name) VALUES\n  (1, 'Ada');\n",
    'id\tname\n3\t\n',
  ]);
  assert.deepEqual(posted.at(-1), { type: 'said', text: 'Copied 1 row.' });
});

test('pages are fetched when asked for, one at a time', async () => {
  const { open, receive, settled, result, asked } = start();
  const statement = open('a.sql').statement({ sql: 'SELECT', at: undefined });
  paged(statement, 3);
  const { tab } = result();
  assert.deepEqual(pick(result()), [2, true, false, 'paused']);
  receive({ type: 'more', tab });
  receive({ type: 'more', tab });
  assert.equal(result().isLoading, true);
  await settled();
  assert.deepEqual(pick(result()), [4, true, false, 'paused']);
  receive({ type: 'more', tab });
  await settled();
  assert.deepEqual(pick(result()), [6, false, false, 'done']);
  assert.deepEqual(asked, []);
});

test('an export goes through all pages and keeps them while they are few', async () => {
  const { open, result, tabsOf } = start();
  paged(open('a.sql').statement({ sql: 'SELECT', at: undefined }), 3);
  assert.deepEqual(await all(tabsOf.everyRow(result().tab)), ['1', '2', '3', '4', '5', '6']);
  assert.deepEqual(pick(result()), [6, false, false, 'done']);
});

test('an export of many pages does not keep them, and says so', async () => {
  const { open, result, tabsOf } = start({ maxCells: 4 });
  paged(open('a.sql').statement({ sql: 'SELECT', at: undefined }), 3);
  assert.deepEqual(await all(tabsOf.everyRow(result().tab)), ['1', '2', '3', '4', '5', '6']);
  assert.equal(result().loaded, 2);
  assert.match(result().loss ?? '', /went only into the export/);
});

test('the results looked at longest ago are let go when there are too many cells', () => {
  const { open, result, receive, groups } = start({ maxCells: 5 });
  for (const document of ['a.sql', 'b.sql', 'c.sql']) answer(open(document), 'SELECT', [['1'], ['2']]);
  const states = groups().map((group) => {
    receive({ type: 'showGroup', group });
    return [result().state, result().loaded];
  });
  assert.deepEqual(states, [
    ['gone', 0],
    ['done', 2],
    ['done', 2],
  ]);
});

test('after a reload the tabs are there without their rows', () => {
  const { tabsOf, tabs, result } = start();
  const memory: Omit<TabMemory, 'source' | 'outcome' | 'failure' | 'hadRows'> = {
    group: 'a.sql',
    title: 'sandbox · a.sql',
    connection: 'sandbox',
    color: 'green',
    isPinned: false,
    place: undefined,
  };
  const source = { sql: 'SELECT 1', at: undefined };
  tabsOf.restore([
    { ...memory, source, outcome: undefined, failure, hadRows: false },
    { ...memory, source, outcome: outcome(1), failure: undefined, hadRows: true },
  ]);
  assert.deepEqual(tabs(), ['SELECT 1|42P01|failed', 'SELECT 1|SELECT 1|gone|selected']);
  assert.match(result().loss ?? '', /lost when the window was reloaded/);
});

test('after a reload a plan is still one, so that running it again does not run the statement', () => {
  const before = start();
  const source = { sql: 'DELETE FROM t', at: undefined, explain: 'analyze' } as const;
  before.open('a.sql').statement(source).done({ tag: 'EXPLAIN', rows: undefined, time: 1, retries: 0 });
  const kept: unknown = JSON.parse(JSON.stringify(memoriesOf(before.tabsOf.all(), before.tabsOf.runOf)));
  const { tabsOf, tabs } = start();
  tabsOf.restore(memoriesFrom(kept));
  assert.deepEqual(tabs(), ['Explain analyze DELETE FROM t|EXPLAIN|done|selected']);
  assert.equal(tabsOf.selected()?.source.explain, 'analyze');
});

test('after a reload the values of a statement from code are asked for again: no disk has kept them', () => {
  const before = start();
  const parameters = [{ name: 'book.title', type: null }];
  const source = { sql: 'SELECT $1', at: undefined, parameters, values: ['Middlemarch'] };
  before.open('a.ts').statement(source).done(outcome(1));
  assert.deepEqual(before.tabsOf.selected()?.source.values, ['Middlemarch']);
  const kept = JSON.stringify(memoriesOf(before.tabsOf.all(), before.tabsOf.runOf));
  assert.equal(kept.includes('Middlemarch'), false);
  const { tabsOf } = start();
  tabsOf.restore(memoriesFrom(JSON.parse(kept)));
  assert.deepEqual(tabsOf.selected()?.source, { sql: 'SELECT $1', parameters });
});

test('a script of many statements keeps the tabs that have something to show', () => {
  const { open, posted } = start();
  const run = open('a.sql');
  answer(run, 'SELECT 0', [['0']]);
  for (let at = 1; at <= 1_000; at++) {
    run
      .statement({ sql: `INSERT ${at}`, at: undefined })
      .done({ tag: 'INSERT 0 1', rows: 1, time: 1, retries: 0 });
  }
  run.end();
  const last = posted.findLast((message) => message.type === 'tabs');
  const labels = last?.tabs.map(({ label }) => label) ?? [];
  assert.deepEqual(
    [labels.length, labels[0], labels[1], labels.at(-1)],
    [101, 'SELECT 0', 'INSERT 901', 'INSERT 1000'],
  );
  assert.equal(last?.omitted, 900);
});

/** How the list of the selected run reads. */
const listOf = (posted: readonly ToView[]) => {
  const last = posted.findLast((message) => message.type === 'tabs');
  const { summary, steps, tab } = last?.run ?? {};
  return {
    summary,
    steps: steps?.map(({ number, label, outcome: end, rows }) => `${number} ${label}: ${end} ${rows ?? '-'}`),
    shows: steps?.find((step) => step.tab === tab)?.number,
  };
};

const insert = (run: RunSink) =>
  run
    .statement({ sql: 'INSERT INTO t', at: undefined })
    .done({ tag: 'INSERT 0 1', rows: 1, time: 2, retries: 0 });

test('a run of several statements is one tab with a list, and rows come in front', () => {
  const { open, tabs, posted, receive, result } = start();
  const run = open('a.sql', 4);
  insert(run);
  assert.deepEqual(tabs(), ['Run of a.sql|1 of 4|running|selected']);
  assert.deepEqual(listOf(posted), {
    summary: 'Statement 1 of 4 is running.',
    steps: ['1 INSERT INTO t: INSERT 0 1 1'],
    shows: undefined,
  });
  answer(run, 'SELECT id', [['1'], ['2']]);
  assert.equal(listOf(posted).shows, 2);
  insert(run);
  run.statement({ sql: 'SELECT x', at: undefined }).fail(failure);
  run.end();
  assert.deepEqual(tabs(), ['Run of a.sql|failed at 4 of 4|failed|selected']);
  assert.deepEqual(listOf(posted), {
    summary: 'Statement 4 of 4 failed. 3 statements done in 9 ms.',
    steps: [
      '1 INSERT INTO t: INSERT 0 1 1',
      '2 SELECT id: SELECT 2 2',
      '3 INSERT INTO t: INSERT 0 1 1',
      '4 SELECT x: relation "x" does not exist -',
    ],
    shows: 4,
  });
  const last = posted.findLast((message) => message.type === 'tabs');
  receive({ type: 'select', tab: last?.run?.steps[1]?.tab });
  assert.deepEqual([listOf(posted).shows, result().loaded], [2, 2]);
  receive({ type: 'select', tab: last?.run?.id });
  assert.equal(listOf(posted).shows, undefined);
  receive({ type: 'pin', tab: last?.run?.steps[1]?.tab, isPinned: true });
  assert.deepEqual(tabs(), [
    'Run of a.sql|failed at 4 of 4|failed|selected',
    'SELECT id|SELECT 2|done|pinned',
  ]);
  receive({ type: 'close', tab: last?.run?.id });
  assert.deepEqual(tabs(), ['SELECT id|SELECT 2|done|pinned|selected']);
});

test('a run that ended early says what was not run', () => {
  const { open, posted } = start();
  const run = open('a.sql', 8);
  for (const _ of [1, 2, 3]) insert(run);
  run.statement({ sql: 'SELECT pg_sleep(9)', at: undefined }).fail({ ...failure, isCanceled: true });
  run.end();
  assert.equal(
    listOf(posted).summary,
    'Statement 4 of 8 was canceled. 3 statements done in 6 ms. 4 were not run.',
  );
});

test('a run is one tab after a reload too', () => {
  const before = start();
  const run = before.open('a.sql', 2);
  insert(run);
  insert(run);
  run.end();
  const kept: unknown = JSON.parse(JSON.stringify(memoriesOf(before.tabsOf.all(), before.tabsOf.runOf)));
  const { tabsOf, tabs, posted } = start();
  tabsOf.restore(memoriesFrom(kept));
  assert.deepEqual(tabs(), ['Run of a.sql|2 statements|done|selected']);
  assert.equal(listOf(posted).summary, '2 statements done in 4 ms.');
});

test('what is shown of an earlier run says so, until the document runs again', () => {
  const { open, posted, tabsOf } = start();
  const outdated = () => posted.findLast((message) => message.type === 'tabs')?.outdated;
  tabsOf.sink.refused('a.sql', 'There is no connection.');
  assert.equal(outdated(), undefined);
  answer(open('a.sql'), 'SELECT', [['1']]);
  tabsOf.sink.refused('a.sql', 'There is no connection.');
  assert.equal(outdated(), 'There is no connection.');
  answer(open('a.sql'), 'SELECT', [['1']]);
  assert.equal(outdated(), undefined);
});

const notMessages: readonly unknown[] = [
  undefined,
  null,
  'ready',
  {},
  { type: 'none' },
  { type: 'toString' },
  { type: 'select' },
  { type: 'select', tab: '1' },
  { type: 'select', tab: -1 },
  { type: 'select', tab: 0.5 },
  { type: 'sort', tab: 1, sort: [{ column: 0 }] },
  { type: 'copy', tab: 1, start: 0, end: 1, columns: [0], format: 'exe', hasHeader: true },
];

test('what is no message of the view is ignored', () => {
  const { open, receive, posted, copies } = start();
  answer(open('a.sql'), 'SELECT', [['1']]);
  const before = posted.length;
  for (const message of notMessages) receive(message);
  assert.deepEqual([posted.length, copies], [before, []]);
});

const pick = ({ loaded, hasMore, isLoading, state }: Result) => [loaded, hasMore, isLoading, state];

type Result = Extract<ToView, { type: 'result' }>['result'];

/** Pages of two rows; the statement is done with the last one. */
function paged(statement: StatementSink, pages: number): void {
  let next = 0;
  const page = () => {
    statement.rows([[String(++next)], [String(++next)]]);
  };
  statement.columns([id]);
  page();
  statement.pause(async () => {
    page();
    if (next < pages * 2) return true;
    statement.done(outcome(next));
    return false;
  });
}

function answer(
  run: RunSink,
  sql: string,
  rows: readonly (readonly Cell[])[],
  columns: readonly AnswerColumn[] = [name],
): void {
  const statement = run.statement({ sql, at: undefined });
  statement.columns(columns);
  statement.rows(rows);
  statement.done(outcome(rows.length));
}

async function all(pages: AsyncIterable<readonly Row[]>): Promise<Cell[]> {
  const cells = [];
  for await (const page of pages) for (const row of page) cells.push(...row);
  return cells;
}

/** The extension host's half, and what it said and did. */
function start({ maxCells = 1_000 } = {}) {
  const posted: ToView[] = [];
  const copies: string[] = [];
  const asked: string[] = [];
  const tabs = createTabs({
    onChange: () => conversation.changed(),
    onRun: () => undefined,
    onEnd: () => undefined,
    firstId: 1,
    maxCells,
    now: () => 0,
    pause: () => Promise.resolve(),
  });
  const conversation = converse(
    tabs,
    (message) => posted.push(message),
    {
      copy: (text) => copies.push(text),
      exportRows: () => asked.push('export'),
      showInEditor: () => asked.push('show'),
      runAgain: () => asked.push('run'),
      remedy: (_tab, { kind }) => asked.push(kind),
      cancel: () => asked.push('cancel'),
      focused: () => undefined,
      close: (unwanted) => {
        for (const { id } of unwanted) tabs.close(id);
      },
      more: ({ id: tab }) => void tabs.loadMore(tab),
    },
    (callback) => callback(),
    () => 0,
  );
  const last = <Type extends ToView['type']>(type: Type) => {
    const isOfType = (message: ToView): message is Extract<ToView, { type: Type }> => message.type === type;
    const found = posted.findLast(isOfType);
    assert.ok(found, `nothing was said about ${type}`);
    return found;
  };
  return {
    posted,
    copies,
    asked,
    tabsOf: tabs,
    open: (document: string, count = 1) =>
      tabs.sink.run({ title: `sandbox · ${document}`, document, count, file: document }),
    receive: (message: FromView | unknown) => conversation.receive(message),
    result: () => last('result').result,
    cells: () => last('cells').cells,
    tabs: () => {
      const { tabs: shown, selected } = last('tabs');
      return shown.map(({ id: tab, label, outcome: end, state, isPinned }) =>
        [label, end, state, ...(isPinned ? ['pinned'] : []), ...(tab === selected ? ['selected'] : [])].join(
          '|',
        ),
      );
    },
    groups: () => last('tabs').groups.map(({ key }) => key),
    lastTab: () => last('tabs').tabs.at(-1)?.id ?? 0,
    /** All promises of sorting and paging have been kept. */
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
