import type { Failure } from '../../../server/src/connection/answer.js';
import type { RunSink, StatementSink } from '../../../server/src/running/sink.js';
import type { Pages } from './pages.js';
import { type Remedy, remediesOf } from './remedies.js';
import type { Run } from './runs.js';
import type { Shelf } from './shelf.js';
import type { ResultsSink } from './sink.js';
import type { MutableTab, Tab } from './tab.js';

interface TabSinkOptions {
  readonly shelf: Shelf;
  readonly pages: Pages;
  readonly onChange: (tab: Tab | undefined) => void;
  /** The first statement of a run has its tab. */
  readonly onRun: () => void;
  /** A statement has ended. */
  readonly onEnd: (tab: Tab) => void;
  /** Counts what the person picked: a run stops choosing tabs once they did. */
  readonly picks: () => number;
  readonly maxCells: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Gives each statement of a run a tab, and keeps in it what the statement answers. */
export function createTabSink(options: TabSinkOptions): ResultsSink {
  const { shelf, pages, onChange, onRun, onEnd, picks, maxCells, now } = options;

  const sinkOf = (tab: MutableTab, follow: () => void): StatementSink => ({
    columns: (columns) => {
      tab.columns = columns;
      if (columns.length > 0) follow();
      onChange(tab);
    },
    rows: (rows) => pages.take(tab, rows),
    notice: (text) => {
      tab.notices = [...tab.notices, text];
      onChange(tab);
    },
    pause: (more) => {
      tab.more = more;
      tab.state = 'paused';
      shelf.makeRoom(maxCells);
      onChange(tab);
    },
    done: (outcome) => {
      Object.assign(tab, { state: 'done', outcome, more: undefined });
      shelf.makeRoom(maxCells);
      onEnd(tab);
      onChange(undefined);
    },
    fail: (failure, failing) => {
      const remedies = failing ? remediesOf(failing) : again;
      Object.assign(tab, { state: 'failed', failure, remedies, more: undefined });
      follow();
      onEnd(tab);
      onChange(undefined);
    },
  });

  return {
    run: ({ title, document, connection, color, count = 1, file }): RunSink => {
      const group = document ?? '';
      const opened: MutableTab[] = [];
      let run: Run | undefined;
      let number = 0;
      const show = (id: number) => {
        if (picks() !== picksBefore) return;
        shelf.show(group, id);
        onChange(undefined);
      };
      const picksBefore = picks();
      return {
        statement: (source) => {
          if (opened.length === 0) {
            shelf.renew(group);
            if (count > 1) run = shelf.openRun({ group, file, count, began: now() });
            onRun();
          }
          shelf.omitOldest(group);
          number++;
          const place = run && { run: run.id, number };
          const tab = shelf.open({ group, title, connection, color, place, began: now() }, source);
          const follow = () => show(tab.id);
          // The list is in front until there are rows, or a failure
          if (opened.length === 0) show(run?.id ?? tab.id);
          opened.push(tab);
          onChange(undefined);
          return sinkOf(tab, follow);
        },
        end: () => {
          for (const tab of opened) {
            if (tab.state === 'running') sinkOf(tab, () => undefined).fail(unanswered);
          }
          if (run) shelf.endRun(run.id);
          onChange(undefined);
        },
      };
    },
    refused: (document, reason) => {
      shelf.refuse(document, reason);
      onChange(undefined);
    },
  };
}

const again: readonly Remedy[] = [{ kind: 'runAgain' }];

const unanswered: Failure = {
  message: 'The run ended before this statement was answered.',
  sqlstate: undefined,
  detail: undefined,
  hint: undefined,
  advice: undefined,
  span: undefined,
  isCanceled: true,
};
