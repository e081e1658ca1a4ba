import type { AlterDomainStmt, AlterEnumStmt, AlterTableCmd, AlterTableStmt } from 'libpg-query';
import { exactList } from '../../text/exactList.js';
import type { AlterAction, AlterRelation, AlterType, Change, CheckDraft } from '../change.js';
import { columnConstraints, columnDraft, constraintDraft, identityDraft } from './table.js';
import { isOnly, nodesName, optionOf, relationName, writtenType } from './written.js';

export function alterTable({ relation, cmds = [], objtype, missing_ok }: AlterTableStmt): AlterRelation {
  return {
    kind: 'alter relation',
    name: relationName(relation),
    space: objtype === 'OBJECT_TYPE' ? 'type' : 'relation',
    isGuarded: missing_ok ?? false,
    isOnly: isOnly(relation),
    actions: exactList(
      cmds.flatMap((node, at) =>
        'AlterTableCmd' in node ? actionOf(node.AlterTableCmd).map((action) => ({ at, ...action })) : [],
      ),
    ),
  };
}

type Distributed<Union> = Union extends unknown ? Omit<Union, 'at'> : never;
type Action = Distributed<AlterAction>;

function actionOf(command: AlterTableCmd): readonly Action[] {
  const { subtype, name: column = '', def, behavior, missing_ok } = command;
  const isCascade = behavior === 'DROP_CASCADE';
  switch (subtype) {
    case 'AT_AddColumn':
      if (!def || !('ColumnDef' in def)) return [];
      return [
        {
          kind: 'add column',
          column: columnDraft(def.ColumnDef),
          constraints: columnConstraints(def.ColumnDef),
          isGuarded: missing_ok ?? false,
        },
      ];
    case 'AT_DropColumn':
      return [{ kind: 'drop column', column, isCascade }];
    case 'AT_AlterColumnType':
      return def && 'ColumnDef' in def
        ? [{ kind: 'set type', column, type: writtenType(def.ColumnDef.typeName) }]
        : [];
    case 'AT_SetNotNull':
      return [{ kind: 'set not null', column, isNotNull: true }];
    case 'AT_DropNotNull':
      return [{ kind: 'set not null', column, isNotNull: false }];
    case 'AT_ColumnDefault':
      return [{ kind: 'set default', column, hasDefault: def !== undefined }];
    case 'AT_DropExpression':
      return [{ kind: 'drop expression', column }];
    default:
      return identityAction(command) ?? constraintAction(command) ?? familyAction(command);
  }
}

function identityAction({ subtype, name: column = '', def }: AlterTableCmd): readonly Action[] | undefined {
  switch (subtype) {
    case 'AT_AddIdentity':
      return def && 'Constraint' in def
        ? [{ kind: 'add identity', column, identity: identityDraft(def.Constraint) }]
        : [];
    case 'AT_SetIdentity': {
      const options = def && 'List' in def ? def.List.items : [];
      const when = optionOf(options, 'generated');
      if (when === undefined || when === 'present' || !('Integer' in when)) return [];
      const isAlways = when.Integer.ival === 'a'.charCodeAt(0);
      return [{ kind: 'set identity', column, when: isAlways ? 'always' : 'by default' }];
    }
    case 'AT_DropIdentity':
      return [{ kind: 'drop identity', column }];
    default:
      return undefined;
  }
}

function constraintAction({
  subtype,
  name = '',
  def,
  behavior,
}: AlterTableCmd): readonly Action[] | undefined {
  switch (subtype) {
    case 'AT_AddConstraint':
      return def && 'Constraint' in def
        ? constraintDraft(def.Constraint, undefined).map((constraint) => ({
            kind: 'add constraint',
            constraint,
          }))
        : [];
    case 'AT_AlterConstraint': {
      const { conname = '', deferrable = false } = def && 'Constraint' in def ? def.Constraint : {};
      return [{ kind: 'alter constraint', constraint: conname, isDeferrable: deferrable }];
    }
    case 'AT_ValidateConstraint':
      return [{ kind: 'validate constraint', constraint: name }];
    case 'AT_DropConstraint':
      return [{ kind: 'drop constraint', constraint: name, isCascade: behavior === 'DROP_CASCADE' }];
    default:
      return undefined;
  }
}

/** What makes a table a parent, a child, a partition or another kind of table. */
function familyAction({ subtype, def }: AlterTableCmd): readonly Action[] {
  const parent = def && 'RangeVar' in def ? relationName(def.RangeVar) : undefined;
  const partition = def && 'PartitionCmd' in def ? relationName(def.PartitionCmd.name) : undefined;
  switch (subtype) {
    case 'AT_AddInherit':
      return parent ? [{ kind: 'inherit', parent }] : [];
    case 'AT_DropInherit':
      return parent ? [{ kind: 'stop inheriting', parent }] : [];
    case 'AT_AttachPartition':
      return partition ? [{ kind: 'attach partition', partition }] : [];
    case 'AT_DetachPartition':
      return partition ? [{ kind: 'detach partition', partition }] : [];
    case 'AT_SetLogged':
      return [{ kind: 'set persistence', persistence: 'permanent' }];
    case 'AT_SetUnLogged':
      return [{ kind: 'set persistence', persistence: 'unlogged' }];
    default:
      return [];
  }
}

/** The letters are the grammar's own. */
export function alterDomain({ subtype, typeName, name = '', def }: AlterDomainStmt): readonly AlterType[] {
  const change = (action: AlterType['action']): readonly AlterType[] => [
    { kind: 'alter type', name: nodesName(typeName), action },
  ];
  switch (subtype) {
    case 'T':
      return change({ kind: 'set default', hasDefault: def !== undefined });
    case 'N':
      return change({ kind: 'set not null', isNotNull: false });
    case 'O':
      return change({ kind: 'set not null', isNotNull: true });
    case 'C': {
      const [check] = def && 'Constraint' in def ? constraintDraft(def.Constraint, undefined) : [];
      return check?.kind === 'check' ? change({ kind: 'add check', check: check satisfies CheckDraft }) : [];
    }
    case 'X':
      return change({ kind: 'drop check', check: name });
    case 'V':
      return change({ kind: 'validate check', check: name });
    default:
      return [];
  }
}

export function alterEnum({
  typeName,
  oldVal,
  newVal = '',
  newValNeighbor: beside,
  newValIsAfter: isBehind = false,
  skipIfNewValExists: isGuarded = false,
}: AlterEnumStmt): Change {
  return {
    kind: 'alter type',
    name: nodesName(typeName),
    action:
      oldVal === undefined
        ? { kind: 'add value', value: newVal, isGuarded, beside, isBehind }
        : { kind: 'rename value', value: oldVal, to: newVal },
  };
}
