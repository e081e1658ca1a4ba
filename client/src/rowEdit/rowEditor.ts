import * as vscode from 'vscode';
import type { Cell } from '../../../server/src/connection/answer.js';
import { send } from '../../../server/src/connection/send.js';
import type { Session } from '../../../server/src/connection/session.js';
import { ask } from '../asking/ask.js';
import type { Reviews } from '../asking/reviews.js';
import { allOf, mustStand, type Standing, sameConnection, sameTransaction } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import type {
  EditableRows,
  RowEditor,
  RowReview,
  SavedRun,
  SaveFailure,
  SaveResult,
} from '../results/editing.js';
import type { PendingEdits, Place, Saved } from '../results/edits.js';
import type { EditColumn, Tab } from '../results/tab.js';
import { reshapes } from './reshapes.js';
import { saveChanges } from './save.js';
import { changesOf, type RowChange, returned, reviewText } from './saveSql.js';
import { type EditTarget, targetOf } from './target.js';

interface Options {
  readonly connections: Connections;
  readonly reviews: Reviews;
  readonly log: vscode.LogOutputChannel;
}

/** The parser of trees is loaded once someone wants to edit rows. */
const proof = () => import('./proof.js');

/** Rows of a transaction at most. */
const size = 3_000;

/** Edits rows of results: proves that they are rows of one table, and saves changes by primary key. */
export function createRowEditor({ connections, reviews, log }: Options): RowEditor {
  /** By tab. */
  const targets = new Map<number, EditTarget>();

  /** The session of the connection that the rows came from. */
  async function sessionOf({ connection }: Tab): Promise<Session | string> {
    if (!vscode.workspace.isTrusted) return 'Editing rows needs a workspace that you trust.';
    if (connection !== undefined && !connections.knows(connection))
      return `These rows came from "${connection}", which is no longer in the settings.`;
    const session = await connections.session({ name: connection });
    if (!session) return 'There is no connection.';
    const { name, readOnly } = session.target.profile;
    if (readOnly) return `"${name}" is read-only.`;
    return session.transaction() === 'none' ? session : 'A transaction is open: end it first.';
  }

  function refusal({ source, columns, connection }: Tab): string | undefined {
    if (!vscode.workspace.isTrusted) return 'Editing rows needs a workspace that you trust.';
    const from = connections.all().find(({ name }) => name === connection);
    if (from?.session.target.profile.readOnly) return `"${from.name}" is read-only.`;
    const tables = new Set(columns.flatMap(({ source }) => source?.table ?? []));
    if (tables.size > 1) return reshapes(source.sql) ?? 'It reads more than one table.';
    return (
      reshapes(source.sql) ?? (tables.size === 0 ? 'None of its columns comes from a table.' : undefined)
    );
  }

  async function start(tab: Tab): Promise<EditableRows | string> {
    const session = await sessionOf(tab);
    if (typeof session === 'string') return session;
    const refused = refusal(tab);
    if (refused !== undefined) return refused;
    const { provePlain } = await proof();
    const plain = provePlain(tab.source.sql);
    if (plain.kind === 'notPlain') return plain.reason;
    const target = await targetOf(session.query, plain, tab.columns);
    if (typeof target === 'string') return target;
    if (hasTwice(target, tab.rows)) return 'It contains a row of the table more than once.';
    targets.set(tab.id, target);
    return { columns: target.columns.map((column) => column ?? computed), lacking: target.lacking };
  }

  async function save(tab: Tab, pending: PendingEdits, review: RowReview): Promise<SaveResult | undefined> {
    const target = targets.get(tab.id);
    const session = await sessionOf(tab);
    if (typeof session === 'string') throw new Error(session);
    if (!target) throw new Error('Start editing these rows again.');
    const rowAt = (place: Place) => tab.rows[place] ?? [];
    const changes = changesOf(target, rowAt, pending);
    const standing = allOf(review.standing, sameConnection(connections, session), sameTransaction(session));
    if (!(await agrees(session, target, changes, standing))) return undefined;
    review.agreed();
    const own = await connections.another(session);
    try {
      for (const setting of session.settings()) await send(own, setting);
      mustStand(standing);
      return await saveAll(own, tab, target, changes, pending, standing);
    } finally {
      await own.close();
    }
  }

  /** Shows the statements, and waits for a yes. */
  async function agrees(
    session: Session,
    target: EditTarget,
    changes: readonly RowChange[],
    standing: Standing,
  ): Promise<boolean> {
    const { name, production } = session.target.profile;
    const table = target.table.replaceAll('"', '');
    const parts = changes.length > size ? ` in ${Math.ceil(changes.length / size)} transactions` : '';
    return reviews.agreesTo({
      kind: 'changes',
      title: titleOf(target),
      text: reviewText(changes, size),
      question: `Save ${counted(changes.length)} of ${table}${parts}, on "${name}"?`,
      yes: 'Save',
      isProduction: production,
      standing,
    });
  }

  /** Up to 3,000 rows in one transaction, more in several: what an earlier one has saved stays saved. */
  async function saveAll(
    own: Session,
    tab: Tab,
    target: EditTarget,
    changes: readonly RowChange[],
    pending: PendingEdits,
    standing: Standing,
  ): Promise<SaveResult> {
    const saved: SavedChange[] = [];
    const ran: SavedRun[] = [];
    let failure: SaveFailure | undefined;
    for (let from = 0; from < changes.length; ) {
      const part = changes.slice(from, from + size);
      const begun = performance.now();
      const end = await saveChanges(own, part);
      if (end.kind === 'saved') {
        saved.push(...part.map((change, at) => ({ change, row: end.rows[at] })));
        ran.push({ sql: reviewText(part, size), rows: part.length, time: performance.now() - begun });
        from += size;
        continue;
      }
      const kept = saved.length > 0 ? ` ${counted(saved.length)} were saved before.` : '';
      if (end.kind === 'conflict') {
        const message = `${end.message}${kept}`;
        if (await ask({ message, answers: ['Try again'], standing })) continue;
      } else log.warn(`Saving rows ended with: ${end.kind}.`);
      const change = end.kind === 'refused' ? end.change : undefined;
      failure = {
        text: `${end.message}${kept}`,
        place: change?.place,
        column: change && columnIn(end.message, target),
      };
      break;
    }
    if (saved.length === changes.length)
      void vscode.window.setStatusBarMessage(`$(check) Saved ${counted(saved.length)}.`, 5_000);
    return { saved: saved.length > 0 ? outcome(tab, target, saved, pending) : undefined, failure, ran };
  }

  return {
    refusal,
    start,
    save,
    answer: (tab, isYes) => {
      const target = targets.get(tab.id);
      if (target) reviews.answer(reviews.uriOf('changes', titleOf(target)), isYes);
    },
    mayDiscard: async (rows, standing) => {
      const message = `${counted(rows)} ${rows === 1 ? 'is' : 'are'} not saved.`;
      return (await ask({ message, answers: ['Discard'], standing })) !== undefined;
    },
  };
}

const titleOf = ({ table }: EditTarget): string => `Changes of ${table.replaceAll('"', '')}`;

const counted = (rows: number): string =>
  `${rows.toLocaleString('en-US')} changed ${rows === 1 ? 'row' : 'rows'}`;

const computed: EditColumn = { canEdit: false, isNotNull: false, unset: 'NULL' };

/** The column that a server's message names in quotes. */
function columnIn(message: string, { columns }: EditTarget): number | undefined {
  const at = columns.findIndex((column) => column && message.includes(`column "${column.name}"`));
  return at < 0 ? undefined : at;
}

/** A function in the list may answer several rows for one of the table. */
function hasTwice({ key }: EditTarget, rows: Tab['rows']): boolean {
  const seen = new Set<string>();
  for (const row of rows) {
    const text = JSON.stringify(key.map((at) => row[at]));
    if (seen.has(text)) return true;
    seen.add(text);
  }
  return false;
}

interface SavedChange {
  readonly change: RowChange;
  /** What the server answered; undefined where the answer was lost. */
  readonly row: readonly Cell[] | undefined;
}

function outcome(
  tab: Tab,
  target: EditTarget,
  saved: readonly SavedChange[],
  { changed, deleted, added }: PendingEdits,
): Saved {
  const answered = returned(target);
  const places = new Set(saved.map(({ change }) => change.place));
  /** The answer in the columns of the result, over what was there. */
  const rowOf = ({ change, row }: SavedChange): readonly Cell[] => {
    const cells = change.place < 0 ? added[-1 - change.place] : changed.get(change.place);
    const before = change.place < 0 ? tab.columns.map((): Cell => null) : (tab.rows[change.place] ?? []);
    return before.map((cell, column) => {
      const at = answered.indexOf(column);
      if (row && at >= 0) return row[at] ?? null;
      return cells?.has(column) ? (cells.get(column) ?? null) : cell;
    });
  };
  const of = (kind: RowChange['kind']) => saved.filter(({ change }) => change.kind === kind);
  return {
    rows: new Map(of('update').map((one) => [one.change.place, rowOf(one)])),
    deleted: new Set(of('delete').map(({ change }) => change.place)),
    added: of('insert').map(rowOf),
    rest: {
      changed: new Map([...changed].filter(([place]) => !places.has(place))),
      deleted: new Set([...deleted].filter((place) => !places.has(place))),
      added: added.filter((_row, at) => !places.has(-1 - at)),
    },
  };
}
