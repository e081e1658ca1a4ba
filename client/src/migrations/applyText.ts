import { failureText } from '../../../server/src/connection/failures.js';
import type { ApplyEnd, ApplyEvent } from '../../../server/src/running/apply/apply.js';
import type { Todo } from '../../../server/src/running/apply/checks.js';

/** Files that a question names. */
const most = 10;

/** What is asked before migrations are applied. */
export function questionText(
  todo: readonly Pick<Todo, 'file' | 'units' | 'from'>[],
  {
    connection,
    isProduction,
    remarks,
  }: { readonly connection: string; readonly isProduction: boolean; readonly remarks: readonly string[] },
): { readonly message: string; readonly detail: string } {
  const files = todo
    .slice(0, most)
    .map(({ file, units, from }) => `${file.name}: ${counted(units.length - from, 'statement')}`);
  const rest = todo.length > most ? [`and ${counted(todo.length - most, 'more file', 'more files')}`] : [];
  const where = isProduction ? `in production, on "${connection}"` : `on "${connection}"`;
  return {
    message: `Apply ${counted(todo.length, 'migration')} ${where}?`,
    detail: [
      ...files,
      ...rest,
      ...remarks.slice(0, most),
      '',
      'Each statement is a transaction of its own, unless the file says BEGIN. A table records what is done, so the next apply continues there, even after a crash.',
    ].join('\n'),
  };
}

/** What goes on, as in `0002_orders.sql, 3 of 5: CREATE TABLE …`. */
export function stepText(event: Exclude<ApplyEvent, { kind: 'says' }>): string {
  const { name } = event.todo.file;
  if (event.kind === 'applied') return `${name} is applied.`;
  const sql = event.unit.sql
    .replace(/\s+/g, ' ')
    .replace(/ ?; ?$/, '')
    .trim();
  const words = sql.length > 60 ? `${sql.slice(0, 59)}…` : sql;
  return `${name}, ${event.index + 1} of ${event.todo.units.length}: ${words}`;
}

/** How it ended, one or two sentences. */
export function endText(end: ApplyEnd, connection: string): string {
  if (end.kind === 'refused') return ['Nothing was applied.', ...end.problems.slice(0, most)].join(' ');
  const done = `${counted(end.applied.length, 'migration')} ${end.applied.length === 1 ? 'was' : 'were'} applied on "${connection}".`;
  if (end.kind === 'done') return done;
  const { sqlstate } = end.failure;
  const state = sqlstate === undefined ? '' : ` SQLSTATE ${sqlstate}.`;
  return `${end.todo.file.name}, statement ${end.index + 1}: ${failureText(end.failure)}${state} ${done}`;
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
