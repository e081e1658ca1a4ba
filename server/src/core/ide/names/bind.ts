import type { Lookup } from '../../catalog/layered.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf } from '../../syntax/tree/nodes.js';
import { bindAnswer } from './answer.js';
import { bindChange, bindInsert } from './change.js';
import {
  bindAlter,
  bindConstraint,
  bindCreateIndex,
  bindCreateQuery,
  bindCreateTable,
  bindOn,
  bindOption,
} from './definition.js';
import type { Occurrence } from './entity.js';
import { bindCall, bindColumn, bindName, bindSetting, bindType, declaring } from './expression.js';
import { bindSource } from './from.js';
import { bindQuery } from './query.js';
import {
  type MissingField,
  type NameLevels,
  nameColumn,
  nameRelation,
  type PieceBinding,
  type Reader,
  type Visit,
  visitBut,
  visitChildren,
} from './reader.js';
import { bindBlock, bindBody, bindDeclaration, bindFunction, bindLoop } from './routine.js';
import { levelIn, type NameLevel, type Source } from './scope.js';
import { bindCte } from './with.js';

/** The meanings of the names of a statement, as far as anything is known of them. */
export interface Binding {
  readonly occurrences: readonly Occurrence[];
  /** The names in scope at each node. */
  readonly levels: NameLevels;
  readonly subjects: ReadonlyMap<SyntaxNode, Source>;
  /** The pieces of its body. */
  readonly pieces: readonly PieceBinding[];
  /** The columns that NATURAL has merged, by their keys. */
  readonly natural: readonly string[];
  readonly missing: readonly MissingField[];
}

/** Reads a statement, finished or not, in the order in which the server looks names up. */
export function bindNames(text: StatementText, tree: SyntaxNode, known: Lookup): Binding {
  const occurrences: Occurrence[] = [];
  const pieces: PieceBinding[] = [];
  const offsetAt = (inner: number) => inner;
  const levels = new Map<SyntaxNode, NameLevel>();
  const subjects = new Map<SyntaxNode, Source>();
  const natural: string[] = [];
  const missing: MissingField[] = [];
  visit(
    {
      known,
      occurrences,
      pieces,
      text,
      offsetAt,
      levels,
      subjects,
      natural,
      missing,
      visit,
      answer: bindAnswer,
    },
    tree,
    levelIn(undefined),
    undefined,
  );
  return { occurrences, levels, subjects, pieces, natural, missing };
}

function visit(reader: Reader, node: SyntaxNode, level: NameLevel, subject: Source | undefined): void {
  reader.levels.set(node, level);
  const own = readers[node.kind];
  if (own) own(reader, node, level, subject);
  else visitChildren(reader, node, level, subject);
}

const readers: Partial<Record<SyntaxNode['kind'], Visit>> = {
  statement: (reader, node, level, subject) => {
    const read = statements[node.word];
    if (read) read(reader, node, level, subject);
    else visitChildren(reader, node, level, subject);
  },
  column: (reader, node, level) => bindColumn(reader, node, level),
  call: bindCall,
  type: bindType,
  name: bindName,
  table: (reader, node) => void nameRelation(reader, node, 'read'),
  source: (reader, node, level) => bindSource(reader, node, level),
  cte: (reader, node, level) => bindCte(reader, node, level),
  assignment: (reader, node, level, subject) => {
    for (const child of node.children) {
      const written = child.kind === 'list' ? childrenOf(child, 'name', 'column') : [child];
      for (const one of written)
        if (one.kind === 'name' && one.word === 'column') nameColumn(reader, one, subject, 'write');
        else visit(reader, one, level, subject);
    }
  },
  constraint: bindConstraint,
  block: bindBlock,
  declaration: bindDeclaration,
  option: bindOption,
};

type ReadStatement = Visit;

const statements: Readonly<Record<string, ReadStatement | undefined>> = {
  SelectStmt: (reader, node, level) => void bindQuery(reader, node, level),
  InsertStmt: bindInsert,
  UpdateStmt: bindChange,
  DeleteStmt: bindChange,
  MergeStmt: bindChange,
  CreateStmt: bindCreateTable,
  CreateTableAsStmt: bindCreateQuery,
  ViewStmt: bindCreateQuery,
  IndexStmt: bindCreateIndex,
  AlterTableStmt: bindAlter,
  RenameStmt: bindAlter,
  CreateSeqStmt: (reader, node, level) => {
    nameRelation(reader, childOf(node, 'table'), 'declaration', 'sequence');
    visitBut(reader, node, level, undefined, 'table');
  },
  CreateFunctionStmt: bindFunction,
  DoStmt: (reader, node, level) => bindBody(reader, node, levelIn(level)),
  VariableSetStmt: bindSetting,
  CreateSchemaStmt: declaring('schema'),
  CreateEnumStmt: declaring('type'),
  CompositeTypeStmt: declaring('type'),
  CreateDomainStmt: declaring('type'),
  CreateRoleStmt: declaring('role'),
  GrantStmt: bindOn,
  CommentStmt: bindOn,
  for: bindLoop,
  foreach: bindLoop,
};
