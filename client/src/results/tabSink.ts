import type { Failure } from '../../../server/src/connection/answer.js';
import type { RunSink, StatementSink } from '../../../server/src/running/sink.js';
import type { Pages } from './pages.js';
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
}

/** Gives each statement of a run a tab, and keeps in it what the statement answers. */
export function createTabSink(options: TabSinkOptions): ResultsSink {
  const { shelf, pages, onChange, onRun, onEnd, picks, maxCells } = options;

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
    fail: (failure) => {
      Object.assign(tab, { state: 'failed', failure, more: undefined });
      follow();
      onEnd(tab);
      onChange(undefined);
    },
  });

  return {
    run: ({ title, document, connection }): RunSink => {
      const group = document ?? '';
      const opened: MutableTab[] = [];
      const picksBefore = picks();
      return {
        statement: (source) => {
          if (opened.length === 0) {
            shelf.renew(group);
            onRun();
          }
          shelf.omitOldest(group);
          const tab = shelf.open({ group, title, connection }, source);
          const follow = () => {
            if (picks() !== picksBefore) return;
            shelf.show(group, tab.id);
            onChange(undefined);
          };
          // The last statement that answered with columns stays in front
          const front = shelf.selected();
          if (opened.length === 0 || !opened.some((one) => one === front && one.columns.length > 0)) follow();
          opened.push(tab);
          onChange(undefined);
          return sinkOf(tab, follow);
        },
        end: () => {
          for (const tab of opened) {
            if (tab.state === 'running') sinkOf(tab, () => undefined).fail(unanswered);
          }
        },
      };
    },
  };
}

const unanswered: Failure = {
  message: 'The run ended before this statement was answered.',
  sqlstate: undefined,
  detail: undefined,
  hint: undefined,
  advice: undefined,
  span: undefined,
  isCanceled: true,
};
