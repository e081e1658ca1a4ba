import type { MappedRole } from '../../../server/src/connection/catalog.js';
import type {
  SchemaObject,
  ServerColumn,
  ServerConstraint,
  ServerIndex,
  ServerRelation,
  ServerSchema,
  ServerTable,
} from '../../../server/src/core/catalog/fromServer/model.js';
import { quoteName, quoteObject } from '../../../server/src/core/syntax/names.js';

/** What a line of the tree stands for. */
export type Subject =
  | { readonly kind: 'connection'; readonly name: string; readonly isOpen: boolean }
  | { readonly kind: 'schema'; readonly schema: ServerSchema }
  | { readonly kind: 'tables'; readonly schema: ServerSchema }
  | { readonly kind: 'sequences'; readonly schema: ServerSchema }
  | { readonly kind: 'indexes'; readonly table: ServerRelation }
  | { readonly kind: 'roles' }
  | { readonly kind: 'object'; readonly object: SchemaObject }
  | {
      readonly kind: 'column';
      readonly relation: ServerRelation;
      readonly column: ServerColumn;
      readonly isInPrimaryKey: boolean;
    }
  | { readonly kind: 'index'; readonly table: ServerRelation; readonly index: ServerIndex }
  | { readonly kind: 'constraint'; readonly table: ServerRelation; readonly constraint: ServerConstraint }
  | { readonly kind: 'role'; readonly role: MappedRole }
  | { readonly kind: 'principal'; readonly role: MappedRole; readonly arn: string }
  /** A folder, or a sentence. */
  | { readonly kind: 'other' };

/** What can be done with a subject; the manifest's menus ask for these words. */
export type Action =
  | 'connect'
  | 'disconnect'
  | 'query'
  | 'select'
  | 'insert'
  | 'copyName'
  | 'define'
  | 'newTable'
  | 'newColumn'
  | 'newIndex'
  | 'newSequence'
  | 'newRole'
  | 'mapRole'
  | 'grant'
  | 'rename'
  | 'validate'
  | 'drop';

export function actionsOf(subject: Subject): readonly Action[] {
  switch (subject.kind) {
    case 'connection':
      return subject.isOpen ? ['disconnect', 'query', 'copyName'] : ['connect', 'query', 'copyName'];
    case 'schema':
      return [
        ...(['copyName', 'define', 'newTable', 'newSequence'] as const),
        // Aurora DSQL lets nobody grant rights on public, or rename it.
        ...(subject.schema.name === 'public' ? [] : (['grant', 'rename', 'drop'] as const)),
      ];
    case 'tables':
      return ['newTable'];
    case 'sequences':
      return ['newSequence'];
    case 'indexes':
      return subject.table.kind === 'table' ? ['newIndex'] : [];
    case 'roles':
      return ['newRole'];
    case 'object':
      return objectActions[subject.object.kind];
    case 'column':
      if (subject.relation.kind === 'view') return ['copyName'];
      // A column of the primary key stays as long as its table.
      return ['copyName', 'newIndex', 'rename', ...(subject.isInPrimaryKey ? [] : dropping)];
    case 'index':
      // An index of a constraint goes with that.
      return subject.index.serves ? ['copyName'] : ['copyName', 'define', 'rename', 'drop'];
    case 'constraint':
      return constraintActions(subject.constraint);
    case 'role':
      return subject.role.name === 'admin'
        ? ['copyName']
        : ['copyName', 'define', 'mapRole', 'grant', 'rename', 'drop'];
    case 'principal':
      return ['copyName', 'drop'];
    case 'other':
      return [];
  }
}

const dropping = ['drop'] as const;

const objectActions: Readonly<Record<SchemaObject['kind'], readonly Action[]>> = {
  table: [
    'query',
    'select',
    'insert',
    'copyName',
    'define',
    'newColumn',
    'newIndex',
    'grant',
    'rename',
    'drop',
  ],
  view: ['query', 'select', 'copyName', 'define', 'grant', 'rename', 'drop'],
  sequence: ['copyName', 'define', 'grant', 'rename', 'drop'],
  function: ['copyName', 'define', 'grant', 'rename', 'drop'],
  domain: ['copyName', 'define', 'rename', 'drop'],
};

/** A primary key can be made only with its table, and stays as long. */
function constraintActions({ kind, isValidated }: ServerConstraint): readonly Action[] {
  if (kind === 'primary key') return ['copyName'];
  return ['copyName', 'define', ...(isValidated ? [] : (['validate'] as const)), 'rename', 'drop'];
}

/** The name as SQL takes it; undefined for what has none. */
export function nameOf(subject: Subject): string | undefined {
  switch (subject.kind) {
    case 'connection':
      return subject.name;
    case 'schema':
      return quoteName(subject.schema.name);
    case 'object':
      return quoteObject(subject.object);
    case 'column':
      return quoteName(subject.column.name);
    case 'index':
      return quoteObject({ schema: subject.table.schema, name: subject.index.name });
    case 'constraint':
      return quoteName(subject.constraint.name);
    case 'role':
      return quoteName(subject.role.name);
    case 'principal':
      return subject.arn;
    case 'tables':
    case 'sequences':
    case 'indexes':
    case 'roles':
    case 'other':
      return undefined;
  }
}

/** The table that a template is for: the subject, or what it belongs to. */
export function tableOf(subject: Subject): ServerTable | undefined {
  const relation =
    subject.kind === 'object'
      ? subject.object
      : subject.kind === 'column'
        ? subject.relation
        : subject.kind === 'index' || subject.kind === 'constraint' || subject.kind === 'indexes'
          ? subject.table
          : undefined;
  return relation?.kind === 'table' ? relation : undefined;
}
