import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../../../../server/src/connection/answer.js';
import {
  createEditing,
  type EditMessage,
  type RowEditor,
  type RowReview,
  type SaveResult,
} from '../../../src/results/editing.js';
import type { PendingEdits, Saved } from '../../../src/results/edits.js';
import { rowAt, shownCount } from '../../../src/results/shownRows.js';
import type { Tab } from '../../../src/results/tab.js';
import { createTabs } from '../../../src/results/tabs.js';
import { resultView } from '../../../src/results/tabView.js';

const source = { sql: 'SELECT id, name, note FROM t', at: undefined };
const columns = ['id', 'name', 'note'].map((name) => ({ name, oid: 25, type: 'text' }));
const rows: readonly (readonly Cell[])[] = [
  ['1', 'Ada', null],
  ['2', 'Grace', ''],
  ['3', 'Linus', 'x'],
  ['4', 'Ken', 'y'],
];

/** A result whose last two columns can be changed, and an editor that saves what it is told to. */
function opened(
  save: (pending: PendingEdits, review: RowReview) => Saved | undefined | Promise<Saved | undefined> = () =>
    undefined,
  mayDiscard = true,
  required: 'required' | 'default' = 'default',
  failure?: SaveResult['failure'],
  lacking: readonly string[] = [],
) {
  const tabs = createTabs({
    onChange: () => undefined,
    onRun: () => undefined,
    onEnd: () => undefined,
    firstId: 1,
    maxCells: 1_000,
    now: () => 0,
    pause: async () => undefined,
  });
  /** What the person answered, and what they were asked. */
  const answers: boolean[] = [];
  const asked: string[] = [];
  const editor: RowEditor = {
    refusal: () => undefined,
    start: async () => ({
      columns: [
        { canEdit: false, isNotNull: true, unset: 'set by server' },
        { canEdit: true, isNotNull: true, unset: required },
        { canEdit: true, isNotNull: false, unset: 'NULL' },
      ],
      lacking,
    }),
    save: async (_tab, pending, review) => {
      const saved = await save(pending, review);
      return failure ? { saved: undefined, failure, ran: [] } : saved && { saved, failure, ran: [] };
    },
    answer: (_tab, isYes) => void answers.push(isYes),
    mayDiscard: async (lost, standing) => {
      asked.push(`${lost}: ${standing()}`);
      return mayDiscard;
    },
  };
  const { edit, close } = createEditing(tabs, editor);
  const run = () => {
    const sink = tabs.sink.run({ title: 'one', document: 'file:///a.sql', connection: 'one' });
    const statement = sink.statement(source);
    statement.columns(columns);
    statement.rows(rows);
    statement.done({ tag: 'SELECT 4', rows: 4, time: 1, retries: 0 });
    sink.end();
  };
  run();
  const tab = (): Tab => {
    const found = tabs.find(1);
    assert.ok(found);
    return found;
  };
  const tell = async (message: (about: { tab: number; order: number }) => EditMessage) => {
    await edit(tab(), message({ tab: 1, order: tab().orderNumber }));
  };
  const shown = () =>
    Array.from({ length: shownCount(tab()) }, (_, index) => rowAt(tab(), index)?.join(' ')).join('\n');
  return { tabs, tab, tell, shown, run, close, answers, asked };
}

/** What the view is told of the edits, and of their marks. */
const told = (tab: Tab) => {
  const { edit } = resultView(tab, { reason: undefined });
  return { problems: edit?.problems, message: edit?.message, goTo: edit?.goTo };
};

const selection = (start: number, end: number, ...own: readonly number[]) => ({ start, end, columns: own });

test('values are set, undone and given back, also in rows that are sorted', async () => {
  const { tabs, tab, tell, shown } = opened();
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tabs.sort(1, [{ column: 0, isDescending: true }]);
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 2, 0, 1, 2), text: 'new' }));
  assert.equal(shown(), '4 new new\n3 new new\n2 Grace \n1 Ada ');
  await tell((about) => ({ ...about, type: 'setCells', ...selection(3, 4, 2), text: null }));
  assert.equal(tab().edits?.past.length, 2);
  assert.deepEqual([...(tab().edits?.pending.changed.keys() ?? [])], [3, 2]);
  await tell((about) => ({ ...about, type: 'revertCells', ...selection(0, 1, 0, 1, 2) }));
  assert.equal(shown(), '4 Ken y\n3 new new\n2 Grace \n1 Ada ');
  await tell((about) => ({ ...about, type: 'setCells', ...selection(1, 2, 1), text: 'Linus' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(1, 2, 2), text: 'x' }));
  assert.equal(tab().edits?.pending.changed.size, 0);
  for (const _ of [1, 2, 3]) await tell((about) => ({ ...about, type: 'undoEdit' }));
  assert.equal(shown(), '4 new new\n3 new new\n2 Grace \n1 Ada ');
});

/** Columns that a new row needs and that the SELECT leaves out, and what is said of them. */
const lacks: readonly (readonly [lacking: readonly string[], said: string])[] = [
  [
    ['total'],
    'A new row needs a value for "total", which is not in this result: add the column to the SELECT.',
  ],
  [
    ['total', 'placed at'],
    'A new row needs values for "total", "placed at", which are not in this result: add the columns to the SELECT.',
  ],
];

for (const [lacking, said] of lacks)
  test(`no row is added that lacks ${lacking.join(' and ')}`, async () => {
    const { tab, tell } = opened(undefined, undefined, undefined, undefined, lacking);
    await tell((about) => ({ ...about, type: 'startEditing' }));
    await tell((about) => ({ ...about, type: 'addRow' }));
    assert.deepEqual([tab().edits?.pending.added, told(tab()).message], [[], said]);
    await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 1), text: 'still edited' }));
    assert.deepEqual([tab().edits?.pending.changed.size, told(tab()).message], [1, undefined]);
  });

test('rows are deleted, brought back and added', async () => {
  const { tab, tell, shown } = opened();
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tell((about) => ({ ...about, type: 'deleteRows', ...selection(1, 3) }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 4, 1), text: 'all but the deleted' }));
  assert.deepEqual([...(tab().edits?.pending.deleted ?? [])], [1, 2]);
  assert.equal(shown(), '1 all but the deleted \n2 Grace \n3 Linus x\n4 all but the deleted y');
  await tell((about) => ({ ...about, type: 'addRow' }));
  await tell((about) => ({ ...about, type: 'addRow' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(4, 6, 1), text: 'fresh' }));
  await tell((about) => ({ ...about, type: 'revertCells', ...selection(4, 5, 1) }));
  assert.deepEqual(tab().edits?.pending.added, [new Map(), new Map([[1, 'fresh']])]);
  await tell((about) => ({ ...about, type: 'deleteRows', ...selection(4, 5) }));
  assert.deepEqual(tab().edits?.pending.added, [new Map([[1, 'fresh']])]);
  await tell((about) => ({ ...about, type: 'deleteRows', ...selection(1, 3) }));
  assert.deepEqual([...(tab().edits?.pending.deleted ?? [])], []);
});

test('what was saved takes the place of what came, and the rest stays pending', async () => {
  const { tabs, tab, tell, shown } = opened((pending) => ({
    rows: new Map([[0, ['1', 'saved', null]]]),
    deleted: new Set([1]),
    added: [['5', 'made', 'default']],
    rest: {
      changed: new Map([...pending.changed].filter(([place]) => place === 3)),
      deleted: new Set([2]),
      added: [],
    },
  }));
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 1), text: 'changed' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(3, 4, 1), text: 'left' }));
  await tell((about) => ({ ...about, type: 'deleteRows', ...selection(1, 3) }));
  await tell((about) => ({ ...about, type: 'addRow' }));
  await tell((about) => ({ ...about, type: 'saveEdits' }));
  assert.equal(shown(), '1 saved \n3 Linus x\n4 left y\n5 made default');
  assert.deepEqual(tab().edits?.pending, {
    changed: new Map([[2, new Map([[1, 'left']])]]),
    deleted: new Set([1]),
    added: [],
  });
  await tabs.sort(1, [{ column: 0, isDescending: true }]);
  assert.equal(shown(), '5 made default\n4 left y\n3 Linus x\n1 saved ');
});

test('a result with edits that are not saved outlives the next run, until they are discarded', async () => {
  const { tabs, tab, tell, run } = opened();
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 1), text: 'mine' }));
  run();
  assert.deepEqual(
    tabs.all().map(({ id }) => id),
    [1, 2],
  );
  await tell((about) => ({ ...about, type: 'stopEditing' }));
  assert.equal(tab().edits, undefined);
  run();
  assert.deepEqual(
    tabs.all().map(({ id }) => id),
    [3],
  );
});

test('edits are kept where the person does not want to discard them', async () => {
  const { tab, tell } = opened(() => undefined, false);
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 1), text: 'mine' }));
  await tell((about) => ({ ...about, type: 'stopEditing' }));
  assert.equal(tab().edits?.phase, 'on');
});

test('a review is answered in the panel, and nothing else can be done with the rows meanwhile', async () => {
  let agree: () => void = () => undefined;
  const phases: (string | undefined)[] = [];
  const { tab, tell, answers } = opened(async (_pending, review) => {
    phases.push(tab().edits?.phase);
    await new Promise<void>((resolve) => {
      agree = resolve;
    });
    review.agreed();
    phases.push(tab().edits?.phase);
    return undefined;
  });
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tell((about) => ({ ...about, type: 'answerReview', isYes: true }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 1), text: 'mine' }));
  const saving = tell((about) => ({ ...about, type: 'saveEdits' }));
  const { pending } = tab().edits ?? {};
  for (const type of ['addRow', 'undoEdit', 'stopEditing', 'startEditing', 'saveEdits'] as const)
    await tell((about) => ({ ...about, type }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 1), text: 'other' }));
  assert.deepEqual([tab().edits?.phase, tab().edits?.pending === pending], ['reviewing', true]);
  await tell((about) => ({ ...about, type: 'answerReview', isYes: false }));
  agree();
  await saving;
  assert.deepEqual([answers, phases, tab().edits?.phase], [[false], ['reviewing', 'saving'], 'on']);
});

/** What happens to rows while a person reads what would be saved, and whether the question still stands then. */
const meanwhile: Readonly<
  Record<string, readonly [act: (tabs: ReturnType<typeof opened>['tabs']) => unknown, stands: boolean]>
> = {
  nothing: [() => undefined, true],
  'they are sorted': [(tabs) => tabs.sort(1, [{ column: 0, isDescending: true }]), true],
  'their tab is closed': [(tabs) => tabs.close(1), false],
  'other changes are made': [
    (tabs) => {
      const { edits } = tabs.find(1) ?? {};
      if (edits) tabs.setEdits(1, { ...edits, pending: { ...edits.pending, deleted: new Set([0]) } });
    },
    false,
  ],
  'others are saved': [
    (tabs) =>
      tabs.takeSaved(1, {
        rows: new Map(),
        deleted: new Set([0]),
        added: [],
        rest: { changed: new Map(), deleted: new Set(), added: [] },
      }),
    false,
  ],
};

for (const [what, [act, stands]] of Object.entries(meanwhile))
  test(`a review of rows ${stands ? 'stands' : 'falls'} when ${what}`, async () => {
    let told: string | undefined = 'never asked';
    const { tabs, tell } = opened(async (_pending, { standing }) => {
      await act(tabs);
      told = standing();
      return undefined;
    });
    await tell((about) => ({ ...about, type: 'startEditing' }));
    await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 1), text: 'mine' }));
    await tell((about) => ({ ...about, type: 'saveEdits' }));
    assert.equal(told, stands ? undefined : 'These rows were closed, or have changed in the meantime.');
  });

test('a tab with changes is closed only where the person lets them go', async () => {
  for (const mayDiscard of [true, false]) {
    const { tabs, tab, tell, close, asked } = opened(() => undefined, mayDiscard);
    await tell((about) => ({ ...about, type: 'startEditing' }));
    await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 2, 1), text: 'mine' }));
    await close([tab()]);
    assert.deepEqual([tabs.find(1) === undefined, asked], [mayDiscard, ['2: undefined']]);
  }
});

test('what no server takes is marked at once, and is not sent', async () => {
  let saves = 0;
  const save = () => {
    saves++;
    return undefined;
  };
  const { tab, tell } = opened(save, true, 'required');
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(1, 2, 1), text: null }));
  const message = 'Row 2, name: "name" cannot be NULL.';
  assert.deepEqual(told(tab()), { problems: 1, message, goTo: undefined });
  await tell((about) => ({ ...about, type: 'addRow' }));
  assert.equal(told(tab()).problems, 1);
  await tell((about) => ({ ...about, type: 'saveEdits' }));
  assert.deepEqual(told(tab()), { problems: 2, message, goTo: { number: 1, row: 1, column: 1 } });
  await tell((about) => ({ ...about, type: 'revertCells', ...selection(1, 2, 1) }));
  await tell((about) => ({ ...about, type: 'saveEdits' }));
  assert.deepEqual(told(tab()), {
    problems: 1,
    message: 'Row 5, name: "name" needs a value.',
    goTo: { number: 2, row: 4, column: 1 },
  });
  assert.equal(saves, 0);
  await tell((about) => ({ ...about, type: 'setCells', ...selection(4, 5, 1), text: 'Margaret' }));
  await tell((about) => ({ ...about, type: 'saveEdits' }));
  assert.deepEqual([saves, told(tab()).problems], [1, 0]);
});

test('what the server refuses stays at its cell until the row is changed again', async () => {
  const text = 'duplicate key value violates unique constraint "t_name_key"';
  const { tab, tell, tabs } = opened(() => undefined, true, 'default', { text, place: 2, column: undefined });
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tabs.sort(1, [{ column: 0, isDescending: true }]);
  await tell((about) => ({ ...about, type: 'setCells', ...selection(1, 2, 2), text: 'again' }));
  await tell((about) => ({ ...about, type: 'saveEdits' }));
  const message = `Row 2, note: ${text}`;
  assert.deepEqual(told(tab()), { problems: 1, message, goTo: { number: 1, row: 1, column: 2 } });
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 2), text: 'another row' }));
  assert.equal(told(tab()).message, message);
  await tell((about) => ({ ...about, type: 'showProblem' }));
  assert.equal(told(tab()).goTo?.number, 2);
  await tell((about) => ({ ...about, type: 'setCells', ...selection(1, 2, 2), text: 'other' }));
  assert.deepEqual([told(tab()).problems, told(tab()).message], [0, undefined]);
});

test('a failure of no row stands below the grid until something is changed', async () => {
  const text = 'The connection was lost, and nothing was saved.';
  const { tab, tell } = opened(() => undefined, true, 'default', {
    text,
    place: undefined,
    column: undefined,
  });
  await tell((about) => ({ ...about, type: 'startEditing' }));
  await tell((about) => ({ ...about, type: 'setCells', ...selection(0, 1, 2), text: 'x' }));
  await tell((about) => ({ ...about, type: 'saveEdits' }));
  assert.deepEqual(told(tab()), { problems: 0, message: text, goTo: undefined });
  await tell((about) => ({ ...about, type: 'undoEdit' }));
  assert.equal(told(tab()).message, undefined);
});
