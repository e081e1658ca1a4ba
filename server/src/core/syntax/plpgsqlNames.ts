import { knownTypes, typeWords } from '../dialect/types.js';

/** What the head of a function, a procedure or a DO block says of its body. */
export interface Signature {
  readonly kind: 'function' | 'procedure' | 'block';
  /** The function's own name, which is a label in its body. */
  readonly name: string;
  /** All of them in their order; those without a name are known by their number. */
  readonly parameters: readonly { readonly name: string | undefined; readonly isRow: boolean }[];
  /** Whether a parameter is OUT, INOUT or a column of RETURNS TABLE. */
  readonly hasOutput: boolean;
  readonly returns: 'nothing' | 'value' | 'set' | 'trigger' | 'event_trigger';
}

/** A DO block. */
export const ofBlock: Signature = {
  kind: 'block',
  name: 'inline_code_block',
  parameters: [],
  hasOutput: false,
  returns: 'nothing',
};

export interface Variable {
  readonly name: string;
  /** `any` where its type may be that of a row or not. */
  readonly kind: 'scalar' | 'refcursor' | 'cursor' | 'record' | 'any';
  readonly isConstant: boolean;
  /** Of a cursor that is bound to a query. */
  readonly hasArguments?: boolean;
  /** Of a parameter, its number from 0. */
  readonly parameter?: number;
  /** The type of a declaration, as it is written. */
  readonly type?: string | undefined;
  /** Which field of a row is named, and the variable that holds the row. */
  readonly field?: string;
  readonly row?: Variable;
}

interface Scope {
  readonly label: string | undefined;
  readonly kind: 'block' | 'loop';
  readonly variables: Map<string, Variable>;
}

/** The variables that can be named at a place of a body. */
export interface NamesAt {
  /** What a name with its parts stands for. */
  readonly find: (names: readonly string[]) => Variable | undefined;
  readonly names: () => Iterable<string>;
}

/** The variables and labels that PL/pgSQL knows at a place, inner ones first. Functions of a body's reader change it. */
export class PlpgsqlNames {
  private readonly scopes: Scope[] = [];

  constructor({ name, parameters, returns }: Signature) {
    this.enter('block', name);
    this.declare({ name: 'found', kind: 'scalar', isConstant: false });
    parameters.forEach((parameter, index) => {
      const kind = parameter.isRow ? 'any' : 'scalar';
      for (const own of [`$${index + 1}`, parameter.name])
        if (own !== undefined) this.declare({ name: own, kind, isConstant: false, parameter: index });
    });
    if (returns === 'trigger') {
      for (const own of ['new', 'old']) this.declare({ name: own, kind: 'record', isConstant: false });
      for (const own of ofTrigger) this.declare({ name: own, kind: 'scalar', isConstant: false });
    }
    if (returns === 'event_trigger')
      for (const own of ['tg_event', 'tg_tag'])
        this.declare({ name: own, kind: 'scalar', isConstant: false });
  }

  enter(kind: Scope['kind'], label?: string): void {
    this.scopes.push({ label, kind, variables: new Map() });
  }

  leave(): void {
    this.scopes.pop();
  }

  /** Answers whether the name was free in the innermost block. */
  declare(variable: Variable, alias = variable.name): boolean {
    const variables = this.scopes.at(-1)?.variables;
    const isFree = !variables?.has(alias);
    variables?.set(alias, variable);
    return isFree;
  }

  /** What a name with its parts stands for; a field of a row is a value of its row's variable. */
  find(names: readonly string[]): Variable | undefined {
    return foundIn(this.scopes, names);
  }

  /** What can be named here, for later questions. What the blocks around it declare later is found as well. */
  here(): NamesAt {
    const scopes = [...this.scopes];
    return {
      find: (names) => foundIn(scopes, names),
      *names() {
        for (const { variables } of scopes) yield* variables.keys();
      },
    };
  }

  labelled(label: string): Scope['kind'] | undefined {
    return this.scopes.findLast((scope) => scope.label === label)?.kind;
  }

  get isInLoop(): boolean {
    return this.scopes.some(({ kind }) => kind === 'loop');
  }
}

function foundIn(
  scopes: readonly Scope[],
  [first = '', second, third]: readonly string[],
): Variable | undefined {
  for (const scope of scopes.toReversed()) {
    const plain = scope.variables.get(first);
    if (plain && second === undefined) return plain;
    if (plain && isRow(plain)) return { ...plain, kind: 'any', field: second ?? '', row: plain };
    const qualified = scope.label === first && second !== undefined ? scope.variables.get(second) : undefined;
    if (qualified && third === undefined) return qualified;
    if (qualified && isRow(qualified))
      return { ...qualified, kind: 'any', field: third ?? '', row: qualified };
  }
  return undefined;
}

const isRow = ({ kind }: Variable): boolean => kind === 'record' || kind === 'any';

const ofTrigger =
  'tg_name tg_when tg_level tg_op tg_relid tg_relname tg_table_name tg_table_schema tg_nargs tg_argv'.split(
    ' ',
  );

/** The kind of a variable whose type is written so. */
export function kindOfType(written: string): Variable['kind'] {
  const type = written.toLowerCase().trim();
  if (type === 'record' || /%\s*rowtype$/.test(type)) return 'record';
  if (type === 'refcursor') return 'refcursor';
  if (/\]$|\barray$/.test(type)) return 'scalar';
  const [word = ''] = /^[a-z_]\w*(?![\w.%]|\s*[.%])/.exec(type) ?? [];
  return knownTypes.has(word) || typeWords.has(word) ? 'scalar' : 'any';
}
