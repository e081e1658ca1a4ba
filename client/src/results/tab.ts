import type { AnswerColumn, Cell, Failure } from '../../../server/src/connection/answer.js';
import type { Color } from '../../../server/src/connection/color.js';
import type { Outcome } from '../../../server/src/running/sink.js';
import type { StatementSource } from '../../../server/src/running/source.js';
import { type CellProblem, type PendingEdits, type Place, rowsToSave } from './edits.js';
import type { Condition, EditPhase, SortKey, TabState, Unset } from './messages.js';
import type { Remedy } from './remedies.js';

export type Row = readonly Cell[];

export interface MutableTab {
  readonly id: number;
  /** The document whose runs replace it; empty for statements of no document. */
  readonly group: string;
  /** The connection's name and the document's. */
  readonly title: string;
  readonly connection: string | undefined;
  /** The color of the connection. */
  readonly color: Color | undefined;
  readonly source: StatementSource;
  /** Where it stands in a run of several statements. */
  readonly place: RunPlace | undefined;
  /** When it began, milliseconds since 1970. */
  readonly began: number;
  state: TabState;
  isPinned: boolean;
  columns: readonly AnswerColumn[];
  /** Characters of the longest of the first cells of each column. */
  longest: readonly number[];
  rows: Row[];
  notices: readonly string[];
  outcome: Outcome | undefined;
  failure: Failure | undefined;
  /** What can be done about the failure. */
  remedies: readonly Remedy[];
  /** Fetches the next page; undefined where there is none. */
  more: (() => Promise<boolean>) | undefined;
  isLoading: boolean;
  sort: readonly SortKey[];
  filter: readonly Condition[];
  /** The rows that are shown, by index; undefined for all of them as they came. */
  order: Uint32Array | undefined;
  /** Counts the orders: a row number belongs to one of them. */
  orderNumber: number;
  isOrdering: boolean;
  /** Why rows are missing, one sentence. */
  loss: string | undefined;
  edits: TabEdits | undefined;
  /** Counts the changes of `edits`. */
  editNumber: number;
}

/** `run`: the run's id; `number`: from 1. */
export interface RunPlace {
  readonly run: number;
  readonly number: number;
}

/** The editing of a tab's rows. */
export interface TabEdits {
  readonly phase: EditPhase;
  /** Why they cannot be edited, one sentence. */
  readonly reason: string | undefined;
  readonly columns: readonly EditColumn[];
  /** The columns that a new row needs a value for, and that are not in the result. */
  readonly lacking: readonly string[];
  readonly pending: PendingEdits;
  /** What was pending before each step, the newest last. */
  readonly past: readonly PendingEdits[];
  /** Rows that the server did not take, until they are changed again. */
  readonly refusals: ReadonlyMap<Place, CellProblem>;
  /** Why the last attempt to save saved nothing or not all, one sentence. */
  readonly message: string | undefined;
  /** The person has tried to save: what is missing in new rows counts. */
  readonly isChecked: boolean;
  /** The cell to look at, and which wish of its kind it is. */
  readonly goTo: { readonly number: number; readonly place: Place; readonly column: number } | undefined;
}

/** What editing knows of a column of a result. */
export interface EditColumn {
  readonly canEdit: boolean;
  readonly isNotNull: boolean;
  /** What a new row has where it is given no value. */
  readonly unset: Unset;
}

export const startedEdits = (
  phase: EditPhase,
  columns: readonly EditColumn[],
  reason?: string,
): TabEdits => ({
  phase,
  reason,
  columns,
  lacking: [],
  pending: { changed: new Map(), deleted: new Set(), added: [] },
  past: [],
  refusals: new Map(),
  message: undefined,
  isChecked: false,
  goTo: undefined,
});

export type Tab = Readonly<Omit<MutableTab, 'rows'>> & { readonly rows: readonly Row[] };

/** What is kept of a tab when the window is loaded again: all but its rows. */
export type TabMemory = Pick<
  Tab,
  'group' | 'title' | 'connection' | 'color' | 'source' | 'isPinned' | 'outcome' | 'failure'
> & {
  /** The run that it was one of, where others of it are shown too. */
  readonly place: (RunPlace & { readonly count: number; readonly file: string | undefined }) | undefined;
  readonly hadRows: boolean;
};

export const newTab = ({
  id,
  group,
  title,
  connection,
  color,
  source,
  place,
  began,
}: Pick<
  Tab,
  'id' | 'group' | 'title' | 'connection' | 'color' | 'source' | 'place' | 'began'
>): MutableTab => ({
  id,
  group,
  title,
  connection,
  color,
  source,
  place,
  began,
  state: 'running',
  isPinned: false,
  columns: [],
  longest: [],
  rows: [],
  notices: [],
  outcome: undefined,
  failure: undefined,
  remedies: [],
  more: undefined,
  isLoading: false,
  sort: [],
  filter: [],
  order: undefined,
  orderNumber: 0,
  isOrdering: false,
  loss: undefined,
  edits: undefined,
  editNumber: 0,
});

/** Edits that are not saved keep their tab. */
export const hasEdits = ({ edits }: Tab): boolean => edits !== undefined && rowsToSave(edits.pending) > 0;

/** How many cells a tab holds. */
export const cellsOf = ({ rows, columns }: Tab): number => rows.length * columns.length;
