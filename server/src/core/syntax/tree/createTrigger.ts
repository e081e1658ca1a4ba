import { atEnd, type Cursor, clause, enclosed, is, isOneOf, loose, setOf, take, wordAt } from './cursor.js';
import { attributes } from './definition.js';
import { expression } from './expression.js';
import { name, names, table } from './name.js';
import { type Clauses, tail } from './tail.js';

export function createTrigger(cursor: Cursor): void {
  name(cursor, 'trigger');
  tail(cursor, {
    of: (inner) => void clause(inner, 'of', () => names(inner, 'column')),
    on: (inner) => void clause(inner, 'on', () => void table(inner)),
    from: (inner) => void clause(inner, 'from', () => void table(inner)),
    referencing: (inner) =>
      void clause(inner, 'referencing', () => {
        while (isOneOf(inner, transitions)) {
          inner.at++;
          take(inner, 'table');
          take(inner, 'row');
          take(inner, 'as');
          name(inner, 'alias');
        }
      }),
    not: (inner) => void attributes(inner),
    deferrable: (inner) => void attributes(inner),
    initially: (inner) => void attributes(inner),
    when: (inner) =>
      void clause(inner, 'when', () => void enclosed(inner, 'parens', '', () => expression(inner))),
    execute: executeFunction,
  });
}

const transitions = setOf('old new');

/** `EXECUTE FUNCTION name (arguments)` */
export function executeFunction(cursor: Cursor): void {
  const words = is(cursor, 'execute', 'procedure') ? 'execute procedure' : 'execute function';
  clause(cursor, words, () => {
    name(cursor, 'function');
    enclosed(cursor, 'list', 'argument', () => {
      while (!atEnd(cursor)) loose(cursor);
    });
  });
}

export function createRule(cursor: Cursor): void {
  name(cursor, 'rule');
  take(cursor, 'as');
  if (take(cursor, 'on')) cursor.at++;
  tail(cursor, {
    to: (inner) => void clause(inner, 'to', () => void table(inner)),
    where: (inner) => void clause(inner, 'where', () => expression(inner)),
    do: (inner) =>
      void clause(inner, 'do', () => {
        if (!take(inner, 'also')) take(inner, 'instead');
        if (take(inner, 'nothing')) return;
        if (!is(inner, '(') || isOneOf(inner, setOf('select values'), 1)) {
          inner.read.statement(inner);
          return;
        }
        enclosed(inner, 'list', '', () => {
          while (wordAt(inner) !== '' && wordAt(inner) !== ')') {
            const { at } = inner;
            if (!take(inner, ';')) inner.read.statement(inner);
            if (inner.at === at) loose(inner);
          }
        });
      }),
  });
}

export const policyClauses: Clauses = {
  on: (cursor) => void clause(cursor, 'on', () => void table(cursor)),
  for: (cursor) =>
    void clause(cursor, 'for', () => {
      cursor.at++;
    }),
  to: (cursor) => void clause(cursor, 'to', () => names(cursor, 'role')),
  using: (cursor) =>
    void clause(cursor, 'using', () => void enclosed(cursor, 'parens', '', () => expression(cursor))),
  with: (cursor) =>
    void clause(cursor, 'with check', () => void enclosed(cursor, 'parens', '', () => expression(cursor))),
};
