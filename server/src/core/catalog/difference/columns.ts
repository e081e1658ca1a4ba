import { quoteName, quoteObject } from '../../syntax/names.js';
import { query } from '../../text/memo.js';
import { commentOn, sequenceOptionsText, typeText } from '../fromServer/ddl.js';
import type { ServerColumn } from '../fromServer/model.js';
import type { TableShape } from './snapshot.js';
import type { Difference, SchemaStep } from './step.js';

/** What differs in the columns of a table that both have. The order of columns is no difference: nothing changes it. */
export function* columnDifferences(from: TableShape, to: TableShape): Generator<Difference> {
  const before = new Map(from.columns.map((column) => [column.name, column]));
  const after = new Map(to.columns.map((column) => [column.name, column]));
  for (const column of to.columns) {
    const old = before.get(column.name);
    if (old) yield* changesOf(from, to, old, column);
    else yield added(to, column);
  }
  for (const column of from.columns)
    if (!after.has(column.name))
      yield {
        ...{ kind: 'extra', object: objectOf(from, column), detail: '', byHand: undefined, losesData: true },
        steps: [
          {
            sql: `ALTER TABLE ${quoteObject(from)} DROP COLUMN ${quoteName(column.name)}`,
            phase: 'drop columns',
            note: 'Its values are gone.',
          },
        ],
      };
}

const objectOf = ({ schema, name }: TableShape, column: ServerColumn): string =>
  `column ${schema}.${name}.${column.name}`;

/** Aurora DSQL adds a column by name and type alone; a default can be set in the same statement. */
function added(table: TableShape, column: ServerColumn): Difference {
  const name = quoteName(column.name);
  const facts = {
    ...({
      kind: 'missing',
      object: objectOf(table, column),
      detail: typeText(column),
      losesData: false,
    } as const),
  };
  if (column.generated)
    return {
      ...facts,
      steps: [],
      byHand:
        'A generated column is made with its table only: make a new table, copy the rows, and rename it.',
    };
  const actions = [
    `ADD COLUMN ${name} ${typeText(column)}`,
    ...(column.default ? [`ALTER COLUMN ${name} SET DEFAULT ${column.default.text}`] : []),
    ...(column.storage ? [`ALTER COLUMN ${name} SET STORAGE ${column.storage}`] : []),
  ];
  const note = column.default ? { note: 'Existing rows keep NULL: fill them in batches.' } : {};
  return {
    ...facts,
    steps: [
      { sql: `ALTER TABLE ${quoteObject(table)} ${actions.join(', ')}`, phase: 'change columns', ...note },
      ...described(table, column),
    ],
    byHand: column.identity ? identityText : column.isNotNull ? notNullText(column) : undefined,
  };
}

const identityText = 'An identity column must be NOT NULL, which is decided when its table is made.';

const notNullText = ({ name }: ServerColumn): string =>
  `NOT NULL is decided when the table is made: fill the column, and add CHECK (${quoteName(name)} IS NOT NULL) NOT VALID in its place.`;

const described = (table: TableShape, { name, comment }: ServerColumn): readonly SchemaStep[] =>
  commentOn(`COLUMN ${quoteObject(table)}.${quoteName(name)}`, comment).map((sql) => ({
    sql,
    phase: 'describe',
  }));

/** One difference for each property that is another one. */
function* changesOf(
  from: TableShape,
  to: TableShape,
  old: ServerColumn,
  column: ServerColumn,
): Generator<Difference> {
  const object = objectOf(to, column);
  const name = quoteName(column.name);
  const alter = (action: string): SchemaStep => ({
    sql: `ALTER TABLE ${quoteObject(to)} ALTER COLUMN ${name} ${action}`,
    phase: 'change columns',
  });
  const different = (detail: string, steps: readonly SchemaStep[], byHand?: string): Difference => ({
    ...{ kind: 'different', object, detail, steps, losesData: false, byHand },
  });
  const [type, wanted] = [typeText(old), typeText(column)];
  if (type !== wanted) {
    yield typeChange(from, to, old, column);
    return;
  }
  const [expression, other] = [old.generated?.text, column.generated?.text];
  if (expression !== other)
    yield expression !== undefined && other === undefined
      ? different('generated → plain', [alter('DROP EXPRESSION')])
      : different(
          `generated as ${expression ?? 'nothing'} → ${other}`,
          [],
          'What a column is generated from is decided when its table is made: make a new table, copy the rows, and rename it.',
        );
  const [value, next] = [old.default?.text, column.default?.text];
  if (value !== next && !old.generated && !column.generated)
    yield different(`default ${value ?? 'none'} → ${next ?? 'none'}`, [
      alter(next === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${next}`),
    ]);
  if (old.isNotNull && !column.isNotNull) yield different('NOT NULL → nullable', [alter('DROP NOT NULL')]);
  if (!old.isNotNull && column.isNotNull) yield different('nullable → NOT NULL', [], notNullText(column));
  yield* identityChange(old, column, different, alter);
  if (old.storage !== column.storage)
    yield different(`storage ${old.storage ?? 'usual'} → ${column.storage ?? 'usual'}`, [
      alter(`SET STORAGE ${column.storage ?? 'DEFAULT'}`),
    ]);
  if (old.comment !== column.comment)
    yield different('comment', [
      ...(column.comment === undefined
        ? [{ sql: `COMMENT ON COLUMN ${quoteObject(to)}.${name} IS NULL`, phase: 'describe' } as const]
        : described(to, column)),
    ]);
}

function* identityChange(
  old: ServerColumn,
  column: ServerColumn,
  different: (detail: string, steps: readonly SchemaStep[], byHand?: string) => Difference,
  alter: (action: string) => SchemaStep,
): Generator<Difference> {
  const text = (one: ServerColumn) =>
    one.identity && one.sequence ? `${one.identity} (${sequenceOptionsText(one.sequence)})` : 'none';
  if (text(old) === text(column)) return;
  const detail = `identity ${text(old)} → ${text(column)}`;
  if (!column.identity || !column.sequence) yield different(detail, [alter('DROP IDENTITY')]);
  else if (!old.isNotNull) yield different(detail, [], identityText);
  else if (!old.identity)
    yield different(detail, [
      alter(
        `ADD GENERATED ${column.identity.toUpperCase()} AS IDENTITY (${sequenceOptionsText(column.sequence)})`,
      ),
    ]);
  else {
    const { increment, minimum, maximum, start, cache, isCycling } = column.sequence;
    yield different(detail, [
      alter(
        `SET GENERATED ${column.identity.toUpperCase()} SET INCREMENT BY ${increment} SET MINVALUE ${minimum} SET MAXVALUE ${maximum} SET START WITH ${start} SET CACHE ${cache} SET ${isCycling ? 'CYCLE' : 'NO CYCLE'}`,
      ),
    ]);
  }
}

/** Aurora DSQL changes no type: another column takes the place of the old one, with what hung on it. */
function typeChange(from: TableShape, to: TableShape, old: ServerColumn, column: ServerColumn): Difference {
  const table = quoteObject(to);
  const facts = {
    ...({
      kind: 'different',
      object: objectOf(to, column),
      detail: `${typeText(old)} → ${typeText(column)}`,
    } as const),
  };
  if (!isRetyped(from, to, old, column))
    return {
      ...{ ...facts, steps: [], losesData: false },
      byHand:
        'The type of a column that is a key, NOT NULL or generated is decided when its table is made: make a new table, copy the rows, and rename it.',
    };
  const between = freeName(`${column.name}_new`, [query(columnNames, from), query(columnNames, to)]);
  const change = (action: string, note?: string): SchemaStep => ({
    ...{
      sql: `ALTER TABLE ${table} ${action}`,
      phase: 'change columns',
      ...(note !== undefined && { note }),
    },
  });
  return {
    ...facts,
    losesData: true,
    byHand: undefined,
    steps: [
      change(`ADD COLUMN ${quoteName(between)} ${typeText(column)}`),
      {
        sql: `UPDATE ${table} SET ${quoteName(between)} = ${castOf(old, column)}`,
        phase: 'change columns',
        note: 'In batches of up to 3,000 rows.',
      },
      change(
        `DROP COLUMN ${quoteName(column.name)}`,
        'Its old values, its indexes and its constraints are gone.',
      ),
      change(`RENAME COLUMN ${quoteName(between)} TO ${quoteName(column.name)}`),
      ...(column.default
        ? [change(`ALTER COLUMN ${quoteName(column.name)} SET DEFAULT ${column.default.text}`)]
        : []),
      ...described(to, column),
    ],
  };
}

/** Types between which PostgreSQL casts; all others go by their text. */
const families: readonly (readonly string[])[] = [
  ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'],
  ['date', 'timestamp', 'timestamptz'],
  ['int4', 'bool'],
  ['time', 'timetz', 'interval'],
  ['json', 'jsonb'],
];

function castOf(old: ServerColumn, column: ServerColumn): string {
  const [from = '', to = ''] = [old.type?.name, column.type?.name];
  const isDirect =
    from === to ||
    textTypes.has(to) ||
    families.some((family) => family.includes(from) && family.includes(to));
  return `${quoteName(column.name)}${isDirect ? '' : '::text'}::${typeText(column)}`;
}

const textTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar']);

/** The columns whose type is changed by steps: what hangs on them is made anew. */
export function retypedColumns(from: TableShape, to: TableShape): ReadonlySet<string> {
  const before = new Map(from.columns.map((column) => [column.name, column]));
  return new Set(
    to.columns.flatMap((column) => {
      const old = before.get(column.name);
      return old && typeText(old) !== typeText(column) && isRetyped(from, to, old, column)
        ? [column.name]
        : [];
    }),
  );
}

/** Whether another column may take the place of one: not where its table decides what it is. */
const isRetyped = (from: TableShape, to: TableShape, old: ServerColumn, column: ServerColumn): boolean =>
  !(column.isNotNull || column.identity || column.generated || old.generated) &&
  ![from, to].some((table) => query(keyColumns, table).has(column.name));

const keyColumns = ({ constraints }: TableShape): ReadonlySet<string> =>
  new Set(constraints.flatMap((one) => (one.kind === 'primary key' ? one.columns : [])));

const columnNames = ({ columns }: TableShape): ReadonlySet<string> =>
  new Set(columns.map(({ name }) => name));

function freeName(wanted: string, taken: readonly ReadonlySet<string>[]): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}${count}`;
    if (!taken.some((names) => names.has(name))) return name;
  }
}
