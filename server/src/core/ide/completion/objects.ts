import type { Lookup } from '../../catalog/layered.js';
import type { Routine, Schema } from '../../catalog/model.js';
import { quoteName } from '../../syntax/names.js';
import type { Caret } from './caret.js';
import { type Completion, type CompletionKind, keyword, named, ranks, routineItem } from './item.js';
import { objectWord } from './place.js';

/** The objects that a name may mean, by its role in the statement; undefined where there is no list for it. */
export function objectItems(caret: Caret): readonly Completion[] | undefined {
  const { node } = caret;
  if (node.kind === 'name') return byRole[node.word]?.(caret);
  const object = objectWord(caret);
  if (node.kind === 'table' && object === 'sequence') return sequenceItems(caret);
  if (node.kind === 'table' && object === 'index') return indexItems(caret);
  return node.kind === 'type' && object === 'domain' ? domainItems(caret) : undefined;
}

const byRole: Readonly<Record<string, ((caret: Caret) => readonly Completion[]) | undefined>> = {
  role: (caret) => roleItems(caret),
  // GRANT gives a role as well as a privilege.
  privilege: (caret) => roleItems(caret, ranks.schema),
  schema: (caret) => schemaItems(caret),
  domain: (caret) => domainItems(caret),
  index: (caret) => indexItems(caret),
  sequence: (caret) => sequenceItems(caret),
  constraint: (caret) => constraintItems(caret),
  language: (caret) => ['SQL', 'PLPGSQL'].map((word) => keyword(caret, word, ranks.own)),
  function: (caret) => calledItems(caret),
  procedure: (caret) => calledItems(caret),
};

/** The functions, the procedures, or both, by what the statement says. */
function calledItems(caret: Caret): readonly Completion[] {
  const word = objectWord(caret);
  const wanted = word === 'procedure' ? isProcedure : word === 'function' ? isFunction : () => true;
  // An overloaded routine is named with its parameters; others need none.
  return routineItems(caret, wanted).map((item) => ({
    ...item,
    text: quoteName(item.label),
    isSnippet: false,
  }));
}

export const isProcedure = ({ kind }: Routine): boolean => kind === 'procedure';
export const isFunction = (routine: Routine): boolean => !isProcedure(routine);

/** The routines that users have made. */
export const routineItems = (caret: Caret, wants: (routine: Routine) => boolean): readonly Completion[] =>
  routinesOf(caret.known, ownSchemas(caret.known))
    .filter(wants)
    .map((routine) => routineItem(caret, routine, ranks.function));

/** The routines of some schemas, one for each name. */
export function routinesOf(known: Lookup, schemas: readonly string[]): readonly Routine[] {
  const found = new Map<string, Routine>();
  const wanted = new Set(schemas);
  for (const schema of known.schemas())
    if (wanted.has(schema.name))
      for (const [first] of schema.routines.values())
        if (first && !found.has(first.name)) found.set(first.name, first);
  return [...found.values()];
}

const roleItems = (caret: Caret, rank: number = ranks.own): readonly Completion[] => [
  ...unique([...caret.known.roles()]).map((name) => named(caret, 'role', name, rank, 'role')),
  ...(/^(?:to|from|,)$/.test(caret.behind(1)) && caret.tree.word === 'GrantStmt'
    ? [keyword(caret, 'PUBLIC', ranks.keyword)]
    : []),
];

const schemaItems = (caret: Caret): readonly Completion[] =>
  ownSchemas(caret.known)
    // Objects that nobody has made come last.
    .sort((one, other) => Number(one === 'public') - Number(other === 'public'))
    .map((name) => named(caret, 'schema', name, ranks.own, 'schema'));

/** The schemas except those of the system. */
export const ownSchemas = (known: Lookup): string[] => [
  ...new Set(unique([...known.schemas()]).filter((name) => !systemSchemas.has(name))),
];

export const systemSchemas: ReadonlySet<string> = new Set(['pg_catalog', 'information_schema', 'sys']);

const unique = (made: readonly { readonly name: string }[]): readonly string[] => [
  ...new Set(made.map(({ name }) => name)),
];

export const sequenceItems = (caret: Caret): readonly Completion[] =>
  listed(caret, 'value', ({ sequences }) =>
    [...sequences.values()]
      .filter(({ isIdentity }) => !isIdentity)
      .map(({ name, schema }) => ({ name, schema, detail: 'sequence' })),
  );

function indexItems(caret: Caret): readonly Completion[] {
  const table = caret.tree.word === 'AlterTableStmt' ? caret.level.sources[0]?.relation?.name : undefined;
  return listed(caret, 'value', ({ indexes }) =>
    [...indexes.values()]
      .filter((index) => index.constraint === undefined && (table === undefined || index.table === table))
      .map(({ name, schema, table }) => ({ name, schema, detail: `index on ${table}` })),
  );
}

export const domainItems = (caret: Caret): readonly Completion[] =>
  listed(caret, 'type', ({ types }) =>
    [...types.values()]
      .filter(({ kind }) => kind === 'domain')
      .map(({ name, schema, kind }) => ({ name, schema, detail: kind })),
  );

interface Listed {
  readonly name: string;
  readonly schema: string;
  readonly detail: string;
}

/** Objects of all schemas. They have their schema where the search path does not find them. */
function listed(
  caret: Caret,
  kind: CompletionKind,
  of: (schema: Schema) => readonly Listed[],
): readonly Completion[] {
  const path = new Set(caret.known.searchPath);
  return [...caret.known.schemas()]
    .filter(({ name }) => !systemSchemas.has(name))
    .flatMap(of)
    .map(({ name, schema, detail }) => {
      const item = named(caret, kind, name, ranks.own, detail);
      return path.has(schema) ? item : { ...item, text: `${quoteName(schema)}.${quoteName(name)}` };
    });
}

/** The constraints of the table that the statement changes or inserts into. */
function constraintItems(caret: Caret): readonly Completion[] {
  if (!/^(?:constraint|exists)$/.test(caret.behind(1))) return [];
  const { relation } = caret.subject ?? caret.level.sources[0] ?? {};
  return (relation?.constraints ?? []).map((constraint) =>
    named(caret, 'value', constraint.name, ranks.own, constraint.kind),
  );
}
