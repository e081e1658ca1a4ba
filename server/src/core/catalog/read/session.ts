import type {
  AlterRoleStmt,
  CreateRoleStmt,
  DropRoleStmt,
  FuncCall,
  Node,
  SelectStmt,
  TransactionStmt,
  VariableSetStmt,
} from 'libpg-query';
import { lookup } from '../../text/lookup.js';
import type { Change, TransactionChange } from '../change.js';
import { optionOf, texts } from './written.js';

export function setVariable({
  kind,
  name,
  args = [],
  is_local: isLocal = false,
}: VariableSetStmt): readonly Change[] {
  if (kind === 'VAR_RESET_ALL') return [{ kind: 'set path', path: undefined, isLocal: false }];
  if (name !== 'search_path') return [];
  return [
    { kind: 'set path', path: kind === 'VAR_SET_VALUE' ? pathOf(args.map(stringOf)) : undefined, isLocal },
  ];
}

const stringOf = (node: Node | undefined): string =>
  node && 'A_Const' in node ? (node.A_Const.sval?.sval ?? '') : '';

/** What stands behind the first hundred is not read: every name of a script is looked up in each. */
const pathOf = (schemas: readonly string[]): readonly string[] =>
  schemas.filter((schema) => schema !== '').slice(0, 100);

/** `SELECT pg_catalog.set_config('search_path', '', false)`, as dumps begin. */
export function configured({ targetList = [] }: SelectStmt): readonly Change[] {
  return targetList.flatMap((target) => {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    return value && 'FuncCall' in value ? setConfig(value.FuncCall) : [];
  });
}

function setConfig({ funcname, args = [] }: FuncCall): readonly Change[] {
  const [parameter, value, local] = args;
  if (texts(funcname).at(-1) !== 'set_config' || stringOf(parameter) !== 'search_path') return [];
  const names = stringOf(value).split(',');
  const path = pathOf(names.map((name) => name.trim().replace(/^"(.*)"$/, '$1')));
  const isLocal = local !== undefined && 'A_Const' in local && (local.A_Const.boolval?.boolval ?? false);
  return [{ kind: 'set path', path, isLocal }];
}

export function transaction({
  kind = 'TRANS_STMT_BEGIN',
  chain,
  savepoint_name,
}: TransactionStmt): readonly Change[] {
  const what = transactions[kind];
  return what
    ? [{ kind: 'transaction', what, isChained: chain ?? false, savepoint: savepoint_name ?? '' }]
    : [{ kind: 'unknown' }];
}

const transactions = lookup<TransactionChange['what']>({
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_PREPARE: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollback to',
});

export const createRole = ({ stmt_type: type, role: name = '', options }: CreateRoleStmt): Change => ({
  kind: 'create role',
  name,
  canLogin: loginOption(options) ?? type === 'ROLESTMT_USER',
});

export function alterRole({ role, options }: AlterRoleStmt): readonly Change[] {
  const canLogin = loginOption(options);
  const name = role?.rolename;
  return canLogin === undefined || name === undefined ? [] : [{ kind: 'alter role', name, canLogin }];
}

function loginOption(options: readonly Node[] | undefined): boolean | undefined {
  const value = optionOf(options, 'canlogin');
  if (value === undefined || value === 'present') return undefined;
  return 'Boolean' in value && (value.Boolean.boolval ?? false);
}

export const dropRoles = ({ roles = [] }: DropRoleStmt): Change => ({
  kind: 'drop',
  targets: roles.flatMap((role) =>
    'RoleSpec' in role ? [{ kind: 'role', name: role.RoleSpec.rolename ?? '' } as const] : [],
  ),
  isCascade: false,
});
