import { makeName } from '../../catalog/madeName.js';
import type { ColumnName } from '../../catalog/model.js';
import { isWordPart } from '../../syntax/lexer.js';
import { quoteName } from '../../syntax/names.js';
import type { TokenRange } from '../../syntax/node.js';
import { spanOf } from '../../syntax/tree/nodes.js';
import { query } from '../../text/memo.js';
import { catalogOf } from '../script/catalog.js';
import { numberAt, type ReadStatement, type Script, type ScriptStatement } from '../script/script.js';
import { tablesOf } from '../script/tables.js';
import type { AlterTableAction } from './alteredTable.js';

/** What a made-up name is for: PostgreSQL's own endings. */
export type NameEnding = 'check' | 'fkey' | 'idx' | 'key' | 'new' | 'not_null' | 'seq';

/**
 * The name that PostgreSQL would make up (`orders_total_check`). It has at most 63 bytes, a number where the script or another
 * owner has it already, and quotes where SQL needs them. `owner` tells who asks among those that ask for the same: the same
 * owner gets the same name again. So many fixes can be applied together.
 */
export function inventName(
  script: Script,
  table: string,
  columns: readonly string[],
  ending: NameEnding,
  owner = '',
): string {
  const invented = query(inventedNames, script);
  const part = columns.length > 0 ? columns.join('_') : undefined;
  const key = JSON.stringify([table, part, ending]);
  const alike = invented.get(key) ?? { count: 0, byOwner: new Map() };
  invented.set(key, alike);
  for (let name = alike.byOwner.get(owner); ; alike.count++) {
    if (name !== undefined) return quoteName(name);
    const next = makeName(table, part, alike.count === 0 ? ending : `${ending}${alike.count}`);
    if (isTaken(script, next)) continue;
    alike.byOwner.set(owner, next);
    name = next;
  }
}

/**
 * The name that PostgreSQL gives to a constraint that the script gives none, and by which later statements call it, with quotes
 * where SQL needs them. Undefined where nobody knows what the constraint is added to, such as a column that may exist already.
 */
export function impliedName(script: Script, read: ReadStatement, constraint: TokenRange): string | undefined {
  const name = impliedConstraint(script, read, constraint);
  return name === undefined ? undefined : quoteName(name);
}

/** The same as the server keeps it. */
export const impliedConstraint = (
  script: Script,
  { placed, statement }: ReadStatement,
  constraint: TokenRange,
): string | undefined =>
  query(impliedNames, script).get(placed.span.start + spanOf(statement, constraint).start);

const impliedNames = (script: Script): ReadonlyMap<number, string> =>
  new Map(
    tablesOf(script).flatMap(({ constraints }) =>
      constraints.flatMap(({ made: { name, origin }, isInvented }) =>
        isInvented && origin?.pointer.kind === 'constraint'
          ? [[origin.statement.start + origin.pointer.location, name] as const]
          : [],
      ),
    ),
  );

/** The same for the sequence of a serial column that a statement adds. */
export function impliedSequence(
  script: Script,
  placed: ScriptStatement,
  { schema, table, column }: ColumnName,
): string | undefined {
  const { schemas } = catalogOf(script).behind(numberAt(script, placed.span));
  const sequences = schemas.get(schema)?.sequences;
  for (let number = 0; ; number++) {
    const name = makeName(table, column, number === 0 ? 'seq' : `seq${number}`);
    const made = sequences?.get(name);
    if (!made) return undefined;
    if (made.owner?.table === table && made.owner.column === column) return quoteName(name);
  }
}

/** The names of one beginning and ending that were made up by now. */
interface Alike {
  /** The number of the next one. */
  count: number;
  readonly byOwner: Map<string, string>;
}

const inventedNames = (_script: Script): Map<string, Alike> => new Map();

/** An action of an ALTER TABLE as the owner of a name. */
export const actionAsOwner = ({ placed, number }: AlterTableAction): string =>
  `${placed.span.start} ${number}`;

const isTaken = (script: Script, name: string): boolean =>
  query(takenNamesIn, script).has(name.toLowerCase()) || query(unspokenNames, script).has(name);

/** The names of constraints and indexes that the script does not give them itself. */
const unspokenNames = (script: Script): ReadonlySet<string> =>
  new Set([
    ...query(impliedNames, script).values(),
    ...tablesOf(script).flatMap(({ indexes }) => indexes.map(({ made }) => made.name)),
  ]);

/**
 * The words of a text, in lower case, that a made-up name could equal: those with its endings, also in strings and comments.
 * Reading all words would take longer than reading most statements.
 */
export const takenNamesIn = ({ text }: Pick<Script, 'text'>): ReadonlySet<string> =>
  new Set([...endingNames(text)].map(({ name }) => name));

function* endingNames(text: string): Generator<{ readonly name: string; readonly start: number }> {
  for (const { 0: ending, index } of text.matchAll(
    /_(?:check|fkey|idx|key|new|not_null|seq)\d*(?![\w$\x80-\uffff])/gi,
  )) {
    const end = index + ending.length;
    let start = index;
    while (isWordPart(text.charCodeAt(start - 1))) start--;
    yield { name: text.slice(start, end).toLowerCase(), start };
    // Between double quotes a name may hold anything.
    if (text[end] !== '"') continue;
    const open = text.lastIndexOf('"', start) + 1;
    if (open < start) yield { name: text.slice(open, end).toLowerCase(), start: open };
  }
}
