import { colors } from '../../../server/src/connection/color.js';
import type { Run } from './runs.js';
import { holdsSecret } from './secret.js';
import { allOf, amount, flag, listOf, nullOr, oneOf, optional, record, text, whole } from './shape.js';
import type { Tab, TabMemory } from './tab.js';

const span = record({ start: whole, end: whole });

/** What the value of a statement from code is called. */
export const parameter = record({ name: text, type: nullOr(text) });

const memory = record({
  group: text,
  title: text,
  connection: optional(text),
  color: optional(oneOf(...colors)),
  isPinned: flag,
  hadRows: flag,
  place: optional(record({ run: whole, number: whole, count: whole, file: optional(text) })),
  source: record({
    sql: text,
    at: optional(record({ uri: text, span })),
    explain: optional(oneOf('plan', 'analyze')),
    isInBatches: optional(flag),
    parameters: optional(listOf(parameter)),
  }),
  outcome: optional(record({ tag: text, rows: optional(whole), time: amount, retries: whole })),
  failure: optional(
    record({
      message: text,
      sqlstate: optional(text),
      detail: optional(text),
      hint: optional(text),
      advice: optional(text),
      span: optional(span),
      isCanceled: flag,
    }),
  ),
});

const most = { tabs: 30, sql: 20_000 } as const;

/** What survives a reload of the window: the newest tabs without their rows and values, and without statements of great length. */
export const memoriesOf = (
  tabs: readonly Tab[],
  runOf: (tab: Tab) => Run | undefined,
): readonly TabMemory[] =>
  tabs
    .filter(
      ({ state, source: { sql } }) => state !== 'running' && sql.length <= most.sql && !holdsSecret(sql),
    )
    .slice(-most.tabs)
    .map((tab) => {
      const { group, title, connection, color, isPinned, outcome, failure, state, rows, place } = tab;
      // Values may be of anybody: they are asked for again
      const { values: _values, ...source } = tab.source;
      const run = runOf(tab);
      return {
        group,
        title,
        connection,
        color,
        source,
        isPinned,
        outcome,
        failure,
        hadRows: rows.length > 0 || state === 'gone',
        place: place && run && { ...place, count: run.count, file: run.file },
      };
    });

/** The tabs of what was kept; nothing else comes through. */
export const memoriesFrom = (kept: unknown): readonly TabMemory[] => allOf(memory, kept);
