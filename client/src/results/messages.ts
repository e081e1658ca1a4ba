import { colors } from '../../../server/src/connection/color.js';
import {
  amount,
  flag,
  keyOf,
  listOf,
  type MessageMap,
  nullOr,
  oneOf,
  optional,
  record,
  type Shaped,
  text,
  whole,
} from './shape.js';

/** Characters of a cell that the grid is given. A longer text comes with one more, so that the cut is seen. */
export const shownLength = 300;

/** How a column is aligned and looked at. */
const kind = oneOf('number', 'boolean', 'json', 'text');

/** `longest`: characters of the longest of the first cells. */
const column = record({ name: text, type: text, kind, longest: whole });

const sortKey = record({ column: whole, isDescending: flag });

/** `column` is undefined for "in any column". `contains` ignores case, `equals` does not. */
const condition = record({
  column: optional(whole),
  test: oneOf('contains', 'equals', 'isNull', 'isNotNull'),
  text,
});

/** A way to write rows for another program. */
export interface FormatEntry {
  /** What a file of it is called, for people, and how its name ends. */
  readonly name: string;
  readonly extension: string;
  /** What the menu of a selection calls it; undefined where it does not offer it. */
  readonly copiedAs?: string;
  /** Whether the menu of a result offers a file of it. */
  readonly isExported?: true;
}

export const formats = {
  tsv: { name: 'TSV', extension: 'tsv' },
  csv: { name: 'CSV', extension: 'csv', copiedAs: 'CSV', isExported: true },
  json: { name: 'JSON', extension: 'json', copiedAs: 'JSON', isExported: true },
  ndjson: { name: 'NDJSON', extension: 'ndjson', isExported: true },
  markdown: { name: 'Markdown', extension: 'md', copiedAs: 'Markdown' },
  insert: { name: 'SQL', extension: 'sql', copiedAs: 'INSERT' },
} as const satisfies Readonly<Record<string, FormatEntry>>;

export const isFormat = keyOf(formats);

/** gone: the rows were let go, to save memory or because the window was loaded again. */
const state = oneOf('running', 'paused', 'done', 'failed', 'gone');

const group = record({ key: text, title: text });

const tab = record({
  id: whole,
  label: text,
  /** "SELECT 3", "INSERT 0 1", "error"; empty while it runs. */
  outcome: text,
  state,
  isPinned: flag,
  /** It stands for a run of several statements. */
  isRun: flag,
  /** Milliseconds since it began, while it runs. */
  elapsed: optional(whole),
});

/** A statement in the list of its run. */
const runStep = record({
  tab: whole,
  /** From 1. */
  number: whole,
  label: text,
  /** The command tag, or why it failed. */
  outcome: text,
  state,
  rows: optional(whole),
  /** Milliseconds. */
  time: optional(amount),
  notices: listOf(text),
  hasRows: flag,
});

const run = record({
  id: whole,
  /** Of all statements, one sentence; while it runs, how far it is. */
  summary: text,
  steps: listOf(runStep),
  /** The statement that is shown; undefined for the list. */
  tab: optional(whole),
});

/** What can be done about a failure. */
const remedy = oneOf('runAgain', 'inBatches', 'repeat', 'rollBack');

const failure = record({
  message: text,
  sqlstate: optional(text),
  detail: optional(text),
  hint: optional(text),
  advice: optional(text),
  isCanceled: flag,
  /** The line of the statement that the server points at, and the offset of the spot in it. */
  excerpt: optional(record({ line: text, at: whole, length: whole })),
  isInDocument: flag,
  remedies: listOf(remedy),
});

/** What a new row has in a column that it is given no value for. */
const unset = oneOf('default', 'set by server', 'required', 'NULL');

/** off: it was not tried. refused: these rows cannot be edited. reviewing: a person reads what would be saved. */
const editPhase = oneOf('off', 'asking', 'refused', 'on', 'reviewing', 'saving');

const edit = record({
  phase: editPhase,
  /** Why the rows cannot be edited, one sentence. */
  reason: optional(text),
  /** For each column whether its cells can be changed. */
  columns: listOf(flag),
  unset: listOf(unset),
  /** Rows that saving would write, and how many of them are new. */
  rows: whole,
  added: whole,
  canUndo: flag,
  /** Cells that cannot be saved as they are. */
  problems: whole,
  /** What is wrong, one sentence or two: of the last attempt to save, or of the first such cell. */
  message: optional(text),
  /** The cell to look at; another number is another wish. */
  goTo: optional(record({ number: whole, row: whole, column: whole })),
  /** Another number: cells or their marks may be others. */
  version: whole,
});

/** What is pending for a row that is shown. `columns`: those that have another value than the server. */
const mark = record({
  row: whole,
  kind: oneOf('changed', 'deleted', 'new'),
  columns: listOf(whole),
  problems: listOf(record({ column: whole, text })),
});

const planMark = record({ label: text, meaning: text, weight: oneOf('warning', 'note') });

const planNode = record({
  /** 0 for the node on top; a node's parent is the nearest one before it of a smaller level. */
  level: whole,
  operation: text,
  /** As in "using idx1 on account a"; may be empty. */
  target: text,
  /** What it is for its parent, as in "CTE recent". */
  role: optional(text),
  kind: oneOf('fullScan', 'indexOnlyScan', 'indexScan', 'storage', 'join', 'write', 'other'),
  /** What the operation does, one or two sentences. */
  meaning: optional(text),
  marks: listOf(planMark),
  /** In the planner's units, and rows of one loop. */
  estimate: optional(
    record({ startup: amount, total: amount, rows: optional(amount), width: optional(amount) }),
  ),
  /** Milliseconds and rows of one loop. */
  actual: optional(record({ time: optional(amount), rows: optional(amount), loops: amount })),
  /** From 0 to 1: what of the whole the node takes without its children. */
  share: optional(amount),
  details: listOf(text),
});

const plan = record({
  nodes: listOf(planNode),
  /** What shares are of. */
  measure: oneOf('time', 'cost'),
  dpu: listOf(record({ part: text, amount, note: optional(text) })),
  facts: listOf(record({ name: text, text })),
  /** As the server wrote it. */
  text,
});

const result = record({
  tab: whole,
  /** Connection and document. */
  title: text,
  sql: text,
  state,
  columns: listOf(column),
  /** Rows that the extension host holds, and how many of them pass the filter; new rows are among the latter. */
  loaded: whole,
  shown: whole,
  /** Another number: the same row index may be another row now. */
  order: whole,
  isOrdering: flag,
  sort: listOf(sortKey),
  filter: listOf(condition),
  hasMore: flag,
  isLoading: flag,
  notices: listOf(text),
  /** "SELECT 3", rows, milliseconds, and how often a conflict made it run again. */
  outcome: optional(record({ tag: text, rows: optional(whole), time: amount, retries: whole })),
  failure: optional(failure),
  /** Why rows are missing, one sentence. */
  loss: optional(text),
  /** Undefined where there is nothing to edit. */
  edit: optional(edit),
  /** Where the rows are the lines of a plan. */
  plan: optional(plan),
});

/** Rows as they are shown, `end` not included, and columns by their index in the result. */
const selection = { tab: whole, start: whole, end: whole, columns: listOf(whole) };

const cell = nullOr(text);

/** What the extension host says to the view. */
export const toViewMessages = {
  tabs: {
    groups: listOf(group),
    group: optional(text),
    tabs: listOf(tab),
    selected: optional(whole),
    /** Statements that were done without anything to show, and have no tab. */
    omitted: whole,
    /** Of the selected tab, where it is one of a run. */
    run: optional(run),
    /** Why what is shown is of an earlier run, one sentence. */
    outdated: optional(text),
    /** Where what is selected ran. */
    connection: optional(record({ name: text, color: optional(oneOf(...colors)) })),
  },
  result: { result },
  /** A block of cells, by row and then by column; texts cut as `shownLength` says. */
  cells: {
    tab: whole,
    order: whole,
    row: whole,
    column: whole,
    cells: listOf(listOf(cell)),
    marks: listOf(mark),
  },
  /** A whole cell for the cell viewer. */
  cell: { tab: whole, order: whole, row: whole, column: whole, text: cell },
  /** One sentence for the status line, read out by a screen reader. */
  said: { text },
  /** Puts the caret into the filter of the rows. */
  find: {},
} as const;

/** What the view asks of the extension host. */
export const fromViewMessages = {
  ready: {},
  /** Whether keys go to the page. */
  focused: { isFocused: flag },
  showGroup: { group: text },
  select: { tab: whole },
  close: { tab: whole },
  closeOthers: { tab: whole },
  pin: { tab: whole, isPinned: flag },
  cells: { tab: whole, order: whole, row: whole, rows: whole, column: whole, columns: whole },
  cell: { tab: whole, order: whole, row: whole, column: whole },
  sort: { tab: whole, sort: listOf(sortKey) },
  filter: { tab: whole, filter: listOf(condition) },
  more: { tab: whole },
  copy: { ...selection, format: isFormat, hasHeader: flag },
  copyText: { text },
  /** `all`: every row that the server has, in its order and with all columns. */
  export: { ...selection, format: isFormat, scope: oneOf('all', 'shown') },
  showInEditor: { tab: whole },
  runAgain: { tab: whole },
  remedy: { tab: whole, remedy },
  startEditing: { tab: whole },
  /** Gives up what is pending. */
  stopEditing: { tab: whole },
  setCells: { ...selection, order: whole, text: cell },
  revertCells: { ...selection, order: whole },
  deleteRows: { ...selection, order: whole },
  addRow: { tab: whole },
  undoEdit: { tab: whole },
  saveEdits: { tab: whole },
  /** Leads to the first cell that cannot be saved. */
  showProblem: { tab: whole },
  answerReview: { tab: whole, isYes: flag },
  /** Of the run that is going on. */
  cancel: {},
} as const;

export type ToView = MessageMap<typeof toViewMessages>[keyof typeof toViewMessages];
export type FromView = MessageMap<typeof fromViewMessages>[keyof typeof fromViewMessages];

export type ShownKind = Shaped<typeof kind>;
export type SortKey = Shaped<typeof sortKey>;
export type Condition = Shaped<typeof condition>;
export type Format = Shaped<typeof isFormat>;
export type EditPhase = Shaped<typeof editPhase>;
export type Unset = Shaped<typeof unset>;
export type EditView = Shaped<typeof edit>;
export type RowMark = Shaped<typeof mark>;
export type TabState = Shaped<typeof state>;
export type ShownColumn = Shaped<typeof column>;
export type PlanView = Shaped<typeof plan>;
export type PlanNodeView = Shaped<typeof planNode>;
export type ResultView = Shaped<typeof result>;
export type FailureView = Shaped<typeof failure>;
export type RunView = Shaped<typeof run>;
export type RunStepView = Shaped<typeof runStep>;
export type RemedyKind = Shaped<typeof remedy>;
export type TabView = Shaped<typeof tab>;
