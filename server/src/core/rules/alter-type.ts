import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../lint/fixes/leaveOut.js';
import { piecesOf, type StatementPiece } from '../lint/fixes/pieces.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { typeUsers } from '../lint/fixes/typeUsers.js';
import { removeWhole } from '../lint/fixes/wholeStatement.js';
import type { Fix } from '../lint/problem.js';
import { defineRule, type FindingSource } from '../lint/rule.js';
import {
  type CreatedType,
  callsOfEnums,
  createdType,
  isStillType,
  namesAltered,
  sameName,
  valueList,
} from '../lint/script/createdType.js';
import { type Script, type ScriptStatement, textOf } from '../lint/script/script.js';
import { statementsWith } from '../lint/script/wordsIn.js';
import { inCaseOf, insertBefore, insertBehind, remove, replace } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, descendantsOf, keywordIn, oneToken, partsOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

const leftOut = {
  consequence: 'the type stays as it was created',
  instead: 'Alter or drop the domain that takes the place of the type.',
};

export default defineRule({
  id: 'alter-type',
  severity: 'error',
  message: 'Types cannot be altered or dropped: DSQL has only domains.',
  why: 'Domains are the only types of your own in DSQL. Only ALTER DOMAIN and DROP DOMAIN change them.',
  instead: leftOut.instead,
  leftOut: leftOut.consequence,
  server: { sqlstate: '0A000', text: 'ALTER TYPE not supported' },
  documentation: documentation.sqlSubsets,
  examples: [
    { bad: "ALTER TYPE mood ADD VALUE 'happy';", at: 'ALTER TYPE' },
    {
      bad: "CREATE TYPE mood AS ENUM ('sad', 'ok');\nALTER TYPE mood ADD VALUE 'happy';",
      at: 'ALTER TYPE',
      good: "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');\n",
    },
    { bad: 'DROP TYPE IF EXISTS mood;', at: 'DROP TYPE', good: 'DROP DOMAIN IF EXISTS mood;' },
  ],
  words: ['type'],
  repair({ added, renamed, isDomain, isCascade }: Subject, source) {
    if (added !== undefined) {
      // An enum that stays one keeps the order of its values.
      const isKept = callsOfEnums(source.script).size > 0;
      const listed = isKept ? [] : listValue(source.script, source.placed, added, renamed);
      // Left out, the type would lack what later statements write.
      const isMade = listed.length === 0 && (isKept || createdInBlock(source.script, source.placed));
      return isMade ? [{ ...leaveOut(source, leftOut), isPartial: true }] : listed;
    }
    return isDomain ? asDomain(source, isCascade === true) : [];
  },
  check: {
    *AlterEnumStmt(_type, statement) {
      yield { ...altered(statement), subject: subjectOf(statement) };
    },
    *AlterTypeStmt(_type, statement) {
      yield altered(statement);
    },
    *AlterTableStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_TYPE') yield altered(statement);
    },
    *RenameStmt({ renameType, relationType }, statement) {
      if (renameType === 'OBJECT_TYPE') yield alteredDomain(statement);
      else if (renameType === 'OBJECT_ATTRIBUTE' && relationType === 'OBJECT_TYPE') yield altered(statement);
    },
    *AlterOwnerStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_TYPE') yield alteredDomain(statement);
    },
    *AlterObjectSchemaStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_TYPE') yield alteredDomain(statement);
    },
    *DropStmt({ removeType, behavior }, statement) {
      if (removeType !== 'OBJECT_TYPE') return;
      yield alteredDomain(statement, behavior === 'DROP_CASCADE');
    },
  },
});

interface Subject {
  /** The value that is added to an enum, as it is written. */
  readonly added: string | undefined;
  /** The value that it replaces, as it is written. */
  readonly renamed?: string | undefined;
  /** ALTER DOMAIN or DROP DOMAIN does the same. */
  readonly isDomain?: boolean;
  readonly isCascade?: boolean;
}

function subjectOf(statement: StatementText): Subject {
  const tree = treeOf(statement);
  const value = childOf(childOf(tree, 'action', 'add value'), 'constant');
  const [old, fresh] = childrenOf(childOf(tree, 'action', 'rename value'), 'constant');
  const added = value ?? fresh;
  return { added: added && sourceOf(statement, added), renamed: old && sourceOf(statement, old) };
}

const altered = (statement: Statement) => ({
  at: headSpan(statement, 'type'),
  subject: { added: undefined },
});

const alteredDomain = (statement: Statement, isCascade = false) => ({
  at: headSpan(statement, 'type'),
  subject: { added: undefined, isDomain: true, isCascade },
});

/**
 * Adds the value to the type that the same script creates, be it still an enum or already a domain. A value that was renamed
 * stays in the list where earlier statements use it.
 */
function listValue(
  script: Script,
  altering: ScriptStatement,
  added: string,
  renamed: string | undefined,
): Fix[] {
  const created = createdType(script, altering);
  const inBlock = created ? undefined : createdInBlock(script, altering);
  const found = created ?? inBlock;
  const list = found && valueList(found);
  if (!found || !list) return [];
  const { placed, statement } = found;
  const isListed = (value: string) => list.children.some((one) => sourceOf(statement, one) === value);
  const history = historyOf(script, altering, renamed, isListed);
  if (!history) return [];
  const { first, gone } = history;
  const last = list.children.at(-1);
  const old = list.children.find((value) => sourceOf(statement, value) === first);
  const isSpoken = first !== undefined && isNamedBetween(script, first, placed, gone);
  const listing =
    old && !isSpoken
      ? replace(statement, old, added)
      : last
        ? insertBehind(statement, last, `, ${added}`)
        : insertBehind(statement, oneToken(list.first), added);
  return [
    {
      id: 'list-value',
      title: 'List the value where the type is created',
      ...(old && isSpoken ? { consequence: 'rows that hold the old value keep it' } : {}),
      safety: 'review',
      edits: [
        ...(isListed(added) ? [] : (inBlock?.place(listing) ?? placeEdits(script, placed, listing))),
        ...gone.flatMap((one) => removeWhole(script, one)),
      ],
    },
  ];
}

/** The CREATE TYPE or CREATE DOMAIN in a DO block before the statement that alters it. */
function createdInBlock(
  script: Script,
  altering: ScriptStatement,
): (CreatedType & Pick<StatementPiece, 'place'>) | undefined {
  const name = typeOf(script, altering);
  const blocks = statementsWith(script, name.at(-1) ?? '').filter(
    ({ span, facts }) => facts.kind === 'DoStmt' && span.start < altering.span.start,
  );
  for (const placed of blocks)
    for (const { text: statement, tree: body, place } of piecesOf(script, placed))
      for (const tree of descendantsOf(body, 'statement'))
        if (ofTypes.has(tree.word) && sameName(partsOf(statement, childOf(tree, 'name')), name))
          return { placed, statement, tree, place };
  return undefined;
}

const ofTypes: ReadonlySet<string> = new Set(['CreateDomainStmt', 'CreateEnumStmt']);

/** What a value was called in the list at first, and the statements that made it another one since. */
interface History {
  /** Undefined where one of them added it. */
  readonly first: string | undefined;
  readonly gone: readonly ScriptStatement[];
}

/** Undefined where neither the list nor a statement before has the value that is renamed. */
function historyOf(
  script: Script,
  altering: ScriptStatement,
  renamed: string | undefined,
  isListed: (value: string) => boolean,
): History | undefined {
  const gone = [altering];
  let first = renamed;
  while (first !== undefined && !isListed(first)) {
    const [next] = gone.slice(-1);
    const name = typeOf(script, altering);
    const before = script.statements.findLast(
      (one) =>
        one.facts.kind === 'AlterEnumStmt' &&
        one.span.start < (next ?? altering).span.start &&
        sameName(typeOf(script, one), name) &&
        subjectOf(textOf(script, one)).added === first,
    );
    if (!before) return undefined;
    gone.push(before);
    first = subjectOf(textOf(script, before)).renamed;
  }
  return { first, gone };
}

const typeOf = (script: Script, placed: ScriptStatement): readonly string[] => {
  const text = textOf(script, placed);
  return partsOf(text, childOf(treeOf(text), 'name'));
};

/** Whether other statements behind the creation of a type, and before the last of these, hold a value. */
function isNamedBetween(
  script: Script,
  value: string,
  { span }: ScriptStatement,
  gone: readonly ScriptStatement[],
): boolean {
  const end = gone[0]?.span.start ?? 0;
  return script.statements.some(
    (one) =>
      one.span.start >= span.end &&
      one.span.start < end &&
      !gone.includes(one) &&
      script.text.slice(one.span.start, one.span.end).includes(value),
  );
}

/** Whether a block may make the type, whose columns nobody knows then. */
const isMadeInBlock = (script: Script, placed: ScriptStatement): boolean =>
  !createdType(script, placed) &&
  script.statements.some(
    (one) =>
      one.facts.kind === 'DoStmt' &&
      one.span.start < placed.span.start &&
      /\bcreate\s+(?:type|domain)\b/i.test(script.text.slice(one.span.start, one.span.end)),
  );

/** ALTER DOMAIN or DROP DOMAIN in its place, once a domain takes the place of the type. */
function asDomain(source: FindingSource, isCascade: boolean): Fix[] {
  const { script, placed, statement } = source;
  const tree = treeOf(statement);
  const word = keywordIn(statement, tree, 'type');
  if (!word) return [];
  // DROP DOMAIN takes no CASCADE.
  const cascade = isCascade ? keywordIn(statement, tree, 'cascade') : undefined;
  const users = cascade ? typeUsers(script, placed, namesAltered(statement)) : undefined;
  const isPartial =
    users?.hasOthers || isStillType(script, placed) || (users && isMadeInBlock(script, placed));
  const edits = [
    ...insertBefore(statement, oneToken(0), users?.drops ?? ''),
    ...replace(statement, word, inCaseOf(sourceOf(statement, word), 'DOMAIN')),
    ...(cascade ? remove(statement, cascade) : []),
  ];
  return [
    {
      id: 'use-domain',
      title: 'Use DOMAIN',
      consequence: users?.drops
        ? 'the columns of the type are dropped, as CASCADE drops them'
        : cascade
          ? 'it fails while a column uses the domain'
          : 'where a domain takes the place of the type',
      safety: 'review',
      edits: placeEdits(script, placed, edits),
      ...(isPartial && { isPartial: true as const }),
    },
    // Left out, the type would stay with all that a person must change.
    ...(isPartial ? [{ ...leaveOut(source, leftOut), isPartial: true as const }] : []),
  ];
}
