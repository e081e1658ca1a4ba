import type { ColumnDef, Constraint, CreateStmt, IndexStmt, Node } from 'libpg-query';
import { keyName } from '../../syntax/columnName.js';
import type { Token } from '../../syntax/lexer.js';
import { exactList } from '../../text/exactList.js';
import { lookup } from '../../text/lookup.js';
import { sharingText } from '../../text/sharing.js';
import type {
  ColumnDraft,
  ConstraintDraft,
  CreateIndex,
  CreateRelation,
  IdentityDraft,
  IndexKeyDraft,
  LikeDraft,
  LikeOption,
} from '../change.js';
import type { ReferentialAction, Relation } from '../model.js';
import { type NodePointer, pointerTo, pointerToKey } from '../origin.js';
import { columnsNamed } from './query.js';
import {
  isOnly,
  nameOption,
  objectName,
  relationName,
  serialBase,
  texts,
  typeNamed,
  writtenType,
} from './written.js';

export function createTable(
  {
    relation,
    tableElts = [],
    inhRelations = [],
    partbound,
    partspec,
    ofTypename,
    oncommit,
    if_not_exists,
  }: CreateStmt,
  kind: Relation['kind'] = partspec ? 'partitioned table' : 'table',
): CreateRelation {
  const elements: (ColumnDraft | LikeDraft)[] = [];
  const constraints: ConstraintDraft[] = [];
  for (const element of tableElts) {
    if ('ColumnDef' in element) {
      elements.push(columnDraft(element.ColumnDef));
      constraints.push(...columnConstraints(element.ColumnDef));
    } else if ('TableLikeClause' in element) {
      const { relation: source, options = 0 } = element.TableLikeClause;
      elements.push({ kind: 'like', source: relationName(source), includes: likeOptions(options) });
    } else if ('Constraint' in element) constraints.push(...constraintDraft(element.Constraint, undefined));
  }
  return {
    kind: 'create relation',
    name: relationName(relation),
    relation: kind,
    persistence: persistenceOf(relation?.relpersistence),
    isGuarded: if_not_exists ?? false,
    replaces: false,
    elements: exactList(elements),
    constraints: exactList(constraints),
    inherits: exactList(
      inhRelations.flatMap((parent) => ('RangeVar' in parent ? [relationName(parent.RangeVar)] : [])),
    ),
    isPartition: partbound !== undefined,
    isDroppedAtCommit: oncommit === 'ONCOMMIT_DROP',
    ofType: ofTypename && writtenType(ofTypename),
    query: undefined,
    pointer: pointerTo('table', relation?.location ?? 0),
  };
}

export const persistenceOf = (letter: string | undefined): Relation['persistence'] =>
  letter === 't' ? 'temporary' : letter === 'u' ? 'unlogged' : 'permanent';

/** https://doxygen.postgresql.org/parsenodes_8h.html: TableLikeOption */
const likeBits: readonly (readonly [bit: number, option: LikeOption])[] = [
  [1 << 0, 'comments'],
  [1 << 2, 'constraints'],
  [1 << 3, 'defaults'],
  [1 << 4, 'generated'],
  [1 << 5, 'identity'],
  [1 << 6, 'indexes'],
];

const likeOptions = (bits: number): ReadonlySet<LikeOption> =>
  new Set(likeBits.flatMap(([bit, option]) => ((bits & bit) === 0 ? [] : [option])));

export function columnDraft({
  colname = '',
  typeName,
  constraints = [],
  location = 0,
}: ColumnDef): ColumnDraft {
  const own = constraints.flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  const of = (type: Constraint['contype']) => own.find(({ contype }) => contype === type);
  const serial = typeName && serialBase(typeName);
  const identity = of('CONSTR_IDENTITY');
  const isKey = of('CONSTR_PRIMARY') !== undefined;
  const isNotNull =
    of('CONSTR_NOTNULL') !== undefined || isKey || identity !== undefined || serial !== undefined;
  const generated = of('CONSTR_GENERATED');
  return new WrittenColumnDraft(
    sharedName(colname),
    serial === undefined ? typeName && writtenType(typeName) : typeNamed('pg_catalog', serial),
    location * 4 + (isNotNull ? 1 : 0) + (serial === undefined ? 0 : 2),
    pointerOf(of('CONSTR_DEFAULT')),
    identity || generated
      ? { identity: identity && identityDraft(identity), generated: pointerOf(generated) }
      : nothingRare,
  );
}

/** Columns of a long script have the same few names. */
const sharedName = sharingText();

/** What few columns have. */
type RareOfColumn = Pick<ColumnDraft, 'identity' | 'generated'>;

const nothingRare: RareOfColumn = { identity: undefined, generated: undefined };

/** A class for memory: a long script declares hundreds of thousands of columns. */
class WrittenColumnDraft implements ColumnDraft {
  constructor(
    readonly name: string,
    readonly type: ColumnDraft['type'],
    /** Its offset in the statement, times four; 1 for NOT NULL, and 2 for a serial. */
    private readonly place: number,
    private readonly value: ColumnDraft['default'],
    private readonly rare: RareOfColumn,
  ) {}

  get kind(): 'column' {
    return 'column';
  }
  get isNotNull() {
    return this.place % 2 === 1;
  }
  get isSerial() {
    return this.place % 4 > 1;
  }
  get pointer() {
    return pointerTo('column', Math.floor(this.place / 4));
  }
  get default() {
    return this.value;
  }
  get identity() {
    return this.rare.identity;
  }
  get generated() {
    return this.rare.generated;
  }
}

const pointerOf = (constraint: Constraint | undefined): NodePointer | undefined =>
  constraint && pointerTo('constraint', constraint.location ?? 0);

export function identityDraft({ generated_when: when, options }: Constraint): IdentityDraft {
  const name = nameOption(options, 'sequence_name');
  return { when: when === 'a' ? 'always' : 'by default', sequence: name && objectName(name) };
}

/** The constraints of a column that are constraints of its table: keys, foreign keys, checks. */
export function columnConstraints({ colname = '', constraints = [] }: ColumnDef): readonly ConstraintDraft[] {
  const found: ConstraintDraft[] = [];
  for (const node of constraints) {
    if (!('Constraint' in node)) continue;
    const { contype = '' } = node.Constraint;
    // DEFERRABLE and its like stand behind the constraint that they belong to.
    const last = found.at(-1);
    if (contype === 'CONSTR_ATTR_DEFERRABLE' && last) found.splice(-1, 1, { ...last, isDeferrable: true });
    else found.push(...constraintDraft(node.Constraint, colname));
  }
  return found;
}

/** One or none. `column` is the column that the constraint stands behind. */
export function constraintDraft(
  constraint: Constraint,
  column: string | undefined,
): readonly ConstraintDraft[] {
  const { contype = '', conname, location = 0, deferrable, skip_validation } = constraint;
  if (!ofTable.has(contype)) return none;
  const base = {
    name: conname,
    isDeferrable: deferrable ?? false,
    pointer: pointerTo('constraint', location),
  };
  const isValidated = !skip_validation;
  const included = texts(constraint.including);
  switch (contype) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE': {
      const kind = contype === 'CONSTR_PRIMARY' ? 'primary key' : 'unique';
      const columns = column === undefined ? texts(constraint.keys) : [column];
      return [{ kind, columns, included, usedIndex: constraint.indexname, ...base }];
    }
    case 'CONSTR_FOREIGN':
      return [
        {
          kind: 'foreign key',
          columns: column === undefined ? texts(constraint.fk_attrs) : [column],
          target: relationName(constraint.pktable),
          references: texts(constraint.pk_attrs),
          onUpdate: referentialActions[constraint.fk_upd_action ?? ''] ?? 'no action',
          onDelete: referentialActions[constraint.fk_del_action ?? ''] ?? 'no action',
          isValidated,
          ...base,
        },
      ];
    case 'CONSTR_CHECK': {
      const isInherited = !constraint.is_no_inherit;
      return [
        { kind: 'check', columns: columnsNamed(constraint.raw_expr), isValidated, isInherited, ...base },
      ];
    }
    case 'CONSTR_EXCLUSION': {
      const keys = (constraint.exclusions ?? []).flatMap((pair) =>
        'List' in pair ? (pair.List.items ?? []).slice(0, 1).map(indexKey) : [],
      );
      const predicate = predicateOf(constraint.where_clause, base.pointer);
      return [
        {
          kind: 'exclusion',
          method: constraint.access_method ?? 'btree',
          keys,
          included,
          predicate,
          ...base,
        },
      ];
    }
    default:
      return none;
  }
}

const ofTable: ReadonlySet<string> = new Set([
  'CONSTR_PRIMARY',
  'CONSTR_UNIQUE',
  'CONSTR_FOREIGN',
  'CONSTR_CHECK',
  'CONSTR_EXCLUSION',
]);
const none: readonly never[] = [];

/** https://www.postgresql.org/docs/16/catalog-pg-constraint.html */
const referentialActions = lookup<ReferentialAction>({
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
});

export function createIndex(
  {
    idxname,
    relation,
    accessMethod = 'btree',
    indexParams = [],
    indexIncludingParams = [],
    unique = false,
    whereClause,
    if_not_exists,
  }: IndexStmt,
  async: Token | undefined,
): CreateIndex {
  return {
    kind: 'create index',
    name: idxname || undefined,
    table: relationName(relation),
    isGuarded: if_not_exists ?? false,
    isUnique: unique,
    method: accessMethod,
    keys: indexParams.map(indexKey),
    included: exactList(
      indexIncludingParams.map((node) => ('IndexElem' in node ? (node.IndexElem.name ?? '') : '')),
    ),
    predicate: predicateOf(whereClause, { kind: 'statement' }),
    isOnly: isOnly(relation),
    isAsync: async !== undefined,
  };
}

const predicateOf = (condition: Node | undefined, pointer: NodePointer) =>
  condition && { pointer, columns: columnsNamed(condition) };

function indexKey(node: Node, at: number): IndexKeyDraft {
  const { name, expr } = 'IndexElem' in node ? node.IndexElem : {};
  return {
    column: name,
    title: name ?? keyName(expr),
    columns: name === undefined ? columnsNamed(expr) : [name],
    pointer: pointerToKey(at),
  };
}
