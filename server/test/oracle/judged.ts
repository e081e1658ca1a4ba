import { effectOf } from '../../src/core/semantics/effect.js';
import type { Effect } from '../../src/core/semantics/effectModel.js';
import { functionAccess } from '../../src/core/semantics/functions.js';
import { walkAll } from '../../src/core/syntax/walk.js';

/** A node of PostgreSQL's tree. */
export type Node = Parameters<typeof walkAll>[0];

/** What PostgreSQL's own tree says that a text carries out, which an effect must tell. */
interface Found {
  readonly changed: string[];
  /** Tables that lose all rows, or whose rows all change: no condition keeps any. */
  readonly emptied: string[];
  readonly functions: (readonly string[])[];
  readonly operators: (readonly string[])[];
  locks: boolean;
  makesTable: boolean;
  /** Whether PostgreSQL refuses it for another reason. */
  isRefused: boolean;
}

/** What is wrong with the effect of a text that the grammar takes, in a few words; undefined where nothing is. */
export function faultOf(sql: string, nodes: readonly Node[]): string | undefined {
  const effect = effectOf(sql);
  const found = nothingFound();
  const whole = nodes.map((node) => wholeFault(node, effect, found));
  return whole.find((fault) => fault !== undefined) ?? innerFault(effect, found);
}

const nothingFound = (): Found => ({
  changed: [],
  emptied: [],
  functions: [],
  operators: [],
  locks: false,
  makesTable: false,
  isRefused: false,
});

function innerFault(effect: Effect, found: Found): string | undefined {
  if (found.isRefused) return undefined;
  const told = new Set(effect.tables.map(({ name }) => name));
  const untold = found.changed.find((name) => !told.has(name));
  if (untold !== undefined && !effect.runsUnknown) return `changes ${untold}, untold`;
  if (found.changed.length > 0 && effect.access !== 'writes' && !effect.runsUnknown)
    return 'changes rows, and is not said to write';
  const lost = new Set(
    effect.losses.flatMap((loss) => (loss.kind === 'rows' && loss.isAll ? [loss.table.name] : [])),
  );
  const kept = found.emptied.find((name) => !lost.has(name));
  if (kept !== undefined && !effect.runsUnknown) return `takes all rows of ${kept}, untold`;
  if (found.locks && effect.access === 'reads') return 'locks rows, untold';
  if (found.makesTable && effect.access === 'reads') return 'makes a table or a file, untold';
  const writing = found.functions.find((names) => functionAccess(names) === 'writes');
  if (writing && effect.access === 'reads') return `calls ${writing.join('.')}, untold`;
  const unknown = found.functions.find((names) => functionAccess(names) === 'unknown');
  if (unknown && (effect.access === 'reads' || !effect.runsUnknown))
    return `calls ${unknown.join('.')}, unknown`;
  const foreign = found.operators.find((names) => names.length > 1 && names[0] !== 'pg_catalog');
  if (foreign && (effect.access === 'reads' || !effect.runsUnknown))
    return `uses ${foreign.join('.')}, unknown`;
  return undefined;
}

/** What of a whole statement is not as told; what it carries out is added to what was found. */
function wholeFault(node: Node, effect: Effect, found: Found): string | undefined {
  const [kind = ''] = Object.keys(node);
  const fields = Object.values(node)[0] as Record<string, unknown>;
  if (carriedOut.has(kind)) gather(node, found);
  if (kind === 'ExplainStmt') {
    if (!analyzes(fields))
      return effect.access === 'reads' && callsUnknown(node) ? 'plans a call, untold' : undefined;
    const query = fields.query as Node;
    if ('ExecuteStmt' in query) return effect.access === 'reads' ? 'executes, untold' : undefined;
    gather(node, found);
    if ('CreateTableAsStmt' in query) found.makesTable = true;
    return undefined;
  }
  if (kind === 'CreateTableAsStmt' || kind === 'TruncateStmt' || definition.test(kind))
    return effect.access === 'writes' ? undefined : `${kind} is not said to write`;
  if (kind === 'DropStmt') {
    const { objects = [] } = fields as { objects?: readonly unknown[] };
    const drops = effect.losses.filter((loss) => loss.kind === 'object');
    return drops.length >= objects.length ? undefined : `drops ${objects.length}, tells ${drops.length}`;
  }
  if (kind === 'AlterTableStmt') {
    const { cmds = [] } = fields as { cmds?: readonly { AlterTableCmd: { subtype: string } }[] };
    const drops = cmds.filter(({ AlterTableCmd: { subtype } }) => subtype === 'AT_DropColumn').length;
    const told = effect.losses.filter((loss) => loss.kind === 'column').length;
    return fields.objtype !== 'OBJECT_TABLE' || told >= drops
      ? undefined
      : `drops ${drops} columns, tells ${told}`;
  }
  if (['DoStmt', 'CallStmt', 'ExecuteStmt'].includes(kind))
    return effect.access !== 'reads' || isJobWait(fields) ? undefined : `${kind} is said to read`;
  return undefined;
}

const carriedOut: ReadonlySet<string> = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
  'CopyStmt',
  'DeclareCursorStmt',
  'CreateTableAsStmt',
]);

const definition =
  /^(?:Create|Alter|Drop|Grant|Revoke|Comment|Rename|Rule|View|Index|Refresh|Reindex|Vacuum|Cluster|Notify|CheckPoint)/;

const isJobWait = ({ funccall }: Record<string, unknown>): boolean =>
  JSON.stringify(funccall ?? '').includes('"wait_for_job"');

const callsUnknown = (node: Node): boolean => {
  const found = nothingFound();
  gather(node, found);
  return found.functions.some((names) => functionAccess(names) === 'unknown');
};

function analyzes({ options = [] }: { options?: unknown[] }): boolean {
  const told = options.flatMap((option) => {
    const { defname, arg } = (option as { DefElem: { defname: string; arg?: unknown } }).DefElem;
    if (defname !== 'analyze' && defname !== 'analyse') return [];
    const value = JSON.stringify(arg ?? 'true').toLowerCase();
    return [!(/"(?:off|false)"/.test(value) || /"integer":\{("ival":0)?\}|"ival":\{\}/.test(value))];
  });
  return told.at(-1) ?? false;
}

interface Relation {
  readonly relname: string;
}

function gather(root: Node, found: Found): void {
  walkAll(root, (name, value, parent) => {
    const node = value as Record<string, unknown>;
    const table = (node.relation as Relation | undefined)?.relname ?? '';
    switch (name) {
      case 'InsertStmt':
      case 'MergeStmt':
        found.changed.push(table);
        break;
      case 'DeleteStmt':
      case 'UpdateStmt':
        found.changed.push(table);
        if (!node.whereClause) found.emptied.push(table);
        break;
      case 'CopyStmt':
        if (node.is_from) found.changed.push(table);
        // PostgreSQL takes no query there
        if (node.is_from && JSON.stringify(node.whereClause ?? '').includes('"SubLink"'))
          found.isRefused = true;
        if (!node.is_from && (node.filename || node.is_program)) found.makesTable = true;
        break;
      case 'LockingClause':
        found.locks = true;
        break;
      case 'IntoClause':
        // Anywhere else PostgreSQL refuses it
        if (parent?.parent === undefined) found.makesTable = true;
        break;
      case 'FuncCall':
        if (node.funcformat === 'COERCE_EXPLICIT_CALL' && !isOfSyntax(namesOf(node.funcname)))
          found.functions.push(namesOf(node.funcname));
        break;
      case 'A_Expr':
        found.operators.push(namesOf(node.name));
        break;
      default:
    }
  });
}

/** LIKE … ESCAPE and SIMILAR TO. */
const isOfSyntax = ([schema, name = '']: readonly string[]): boolean =>
  schema === 'pg_catalog' && ['like_escape', 'similar_to_escape'].includes(name);

const namesOf = (parts: unknown): readonly string[] =>
  (parts as { String?: { sval?: string } }[] | undefined)?.map(({ String: text }) => text?.sval ?? '') ?? [];
