import type { FieldDef } from 'pg';
import type { AnswerColumn, Answers } from './answer.js';
import type { Arrivals } from './reading.js';

/** Hands on what arrives, in order, also where the names of the columns' types must be asked for first. */
export function inOrder(
  answers: Answers,
  nameColumns: (fields: readonly FieldDef[]) => readonly AnswerColumn[] | Promise<readonly AnswerColumn[]>,
): Arrivals & { readonly delivered: () => Promise<void> } {
  let line: Promise<void> | undefined;
  return {
    columns(fields) {
      const columns = nameColumns(fields);
      if (columns instanceof Promise) line = columns.then(answers.columns);
      else answers.columns(columns);
    },
    rows(rows) {
      if (line) line = line.then(() => answers.rows(rows));
      else answers.rows(rows);
    },
    notice: answers.notice,
    delivered: async () => {
      await line;
      line = undefined;
    },
  };
}
