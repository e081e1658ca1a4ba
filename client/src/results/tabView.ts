import type { Failure } from '../../../server/src/connection/answer.js';
import { kindOf } from '../../../server/src/running/formats/kind.js';
import { allProblems } from './editProblems.js';
import { type CellProblem, rowsToSave } from './edits.js';
import type { EditView, FailureView, ResultView, TabView } from './messages.js';
import { isPlan, planView } from './planView.js';
import { indexOf, shownCount } from './shownRows.js';
import type { Tab } from './tab.js';
import { labelOf, outcomeOf } from './tabLabel.js';

/** A tab as the strip shows it. */
export const tabView = (tab: Tab, now: number): TabView => ({
  id: tab.id,
  label: labelOf(tab),
  outcome: outcomeOf(tab),
  state: tab.state,
  isPinned: tab.isPinned,
  isRun: false,
  elapsed: tab.state === 'running' ? Math.max(now - tab.began, 0) : undefined,
});

/** Everything that the view shows of the selected tab, save its cells. `editing`: undefined where no rows are edited. */
export function resultView(
  tab: Tab,
  editing: { readonly reason: string | undefined } | undefined,
): ResultView {
  const plan = tab.state === 'done' ? planView(tab.columns, tab.rows) : undefined;
  // The lines of a plan are not shown as rows before it is whole
  const columns = tab.state === 'running' && isPlan(tab.columns) ? [] : tab.columns;
  return {
    tab: tab.id,
    title: tab.title,
    sql: tab.source.sql.slice(0, longestSql),
    state: tab.state,
    columns: columns.map(({ name, type, oid }, at) => ({
      name,
      type,
      kind: kindOf(oid),
      longest: tab.longest[at] ?? 0,
    })),
    loaded: tab.rows.length,
    shown: shownCount(tab),
    order: tab.orderNumber,
    isOrdering: tab.isOrdering,
    sort: tab.sort,
    filter: tab.filter,
    hasMore: tab.more !== undefined && tab.loss === undefined,
    isLoading: tab.isLoading,
    notices: tab.notices,
    outcome: tab.outcome,
    failure: tab.failure && failureView(tab.failure, tab),
    loss: tab.loss,
    edit:
      editing && !plan && tab.columns.length > 0 && tab.state !== 'gone' && tab.state !== 'running'
        ? editView(tab, editing.reason)
        : undefined,
    plan,
  };
}

function editView(tab: Tab, reason: string | undefined): EditView {
  const { edits, editNumber } = tab;
  const problems = allProblems(tab);
  const [first] = problems;
  const goTo = edits?.goTo;
  const row = goTo && indexOf(tab, goTo.place);
  return {
    phase: edits?.phase ?? 'off',
    reason: edits?.reason ?? reason,
    columns: edits?.columns.map(({ canEdit }) => canEdit) ?? [],
    unset: edits?.columns.map(({ unset }) => unset) ?? [],
    rows: edits ? rowsToSave(edits.pending) : 0,
    added: edits?.pending.added.length ?? 0,
    canUndo: edits !== undefined && edits.past.length > 0,
    problems: problems.length,
    message: edits?.message ?? (first && problemText(tab, first)),
    goTo: goTo && row !== undefined ? { number: goTo.number, row, column: goTo.column } : undefined,
    version: editNumber,
  };
}

/** As in "Row 2, price: …". */
function problemText(tab: Tab, { place, column, text }: CellProblem): string {
  const index = indexOf(tab, place);
  const row = index === undefined ? '' : `Row ${(index + 1).toLocaleString('en-US')}, `;
  return `${row}${tab.columns[column]?.name ?? ''}: ${text}`;
}

/** Characters of a statement that the view is given to show. */
const longestSql = 20_000;

function failureView({ span, ...failure }: Failure, { source: { sql, at }, remedies }: Tab): FailureView {
  return {
    ...failure,
    excerpt: span && excerptOf(sql, span.start, span.end),
    isInDocument: at !== undefined,
    remedies: remedies.map(({ kind }) => kind),
  };
}

const longestExcerpt = 160;

/** The line that holds an offset, cut around it if it is long. */
function excerptOf(sql: string, start: number, end: number): NonNullable<FailureView['excerpt']> {
  const lineStart = sql.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = sql.indexOf('\n', start);
  const from = Math.max(lineStart, start - longestExcerpt / 2);
  const line = sql.slice(from, Math.min(lineEnd < 0 ? sql.length : lineEnd, from + longestExcerpt)).trimEnd();
  const at = Math.min(start - from, line.length);
  return { line, at, length: Math.max(Math.min(end - start, line.length - at), 0) };
}
