import type { Node } from 'libpg-query';
import instantiate, { type PgQuery } from 'libpg-query/wasm/libpg-query.js';

/** What the PostgreSQL 16 grammar says of one text. Positions are as the grammar counts them. */
export type GrammarAnswer =
  | { readonly kind: 'tree'; readonly nodes: readonly Node[] }
  /** `codePoint` counts code points from 0. */
  | { readonly kind: 'error'; readonly message: string; readonly codePoint: number }
  /** The text is nested too deeply for any answer. */
  | { readonly kind: 'exhausted' };

/** Without `wantsTree` a text that is right answers a tree of no nodes, at a fraction of the cost. */
export type Grammar = (sql: string, wantsTree: boolean) => GrammarAnswer;

/**
 * PostgreSQL's own grammar, loaded from the bytes of `libpg-query.wasm`. A deeply nested text overflows the stack, and the wasm
 * instance answers wrongly after a few dozen of these. Such an instance is thrown away, so that the next answer is right.
 */
export function loadGrammar(wasm: Uint8Array): Grammar {
  const module = new WebAssembly.Module(wasm);
  let instance = createInstance(module);
  return (sql, wantsTree) => {
    try {
      const answer = ask(instance, sql, wantsTree);
      // wasm memory never shrinks: an instance that has read a giant statement is replaced.
      if (sql.length > giantStatement) instance = createInstance(module);
      return answer;
    } catch (error) {
      // An error leaves the instance in an unknown state.
      instance = createInstance(module);
      if (!isOverflow(error)) throw error;
      return { kind: 'exhausted' };
    }
  };
}

/** A stack overflow, as JavaScript or WebAssembly throws it. WebAssembly's own errors have no other cause here. */
const isOverflow = (error: unknown): boolean =>
  error instanceof RangeError || error instanceof WebAssembly.RuntimeError;

/** UTF-16 units; such a statement takes about 60 MB to parse. */
const giantStatement = 1 << 20;

interface Loaded {
  readonly query: PgQuery;
  /** A buffer for texts that are short enough, as nearly all are: no memory is allocated for these. */
  readonly scratch: number;
}

const scratchBytes = 1 << 16;

function createInstance(module: WebAssembly.Module): Loaded {
  const hooks = {
    instantiateWasm(
      imports: object,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance, module);
      return instance.exports;
    },
  };
  void instantiate(hooks);
  // The one cast of this file: instantiation fills the object it was given (see wasm.d.ts).
  const query = hooks as unknown as PgQuery;
  return { query, scratch: query._malloc(scratchBytes) };
}

/** `PgQueryParseResult { char *tree; char *stderr; PgQueryError *error }`, see pg_query.h. */
function ask({ query: instance, scratch }: Loaded, sql: string, wantsTree: boolean): GrammarAnswer {
  // A UTF-16 unit takes three bytes of UTF-8 at most.
  const bytes = sql.length * 3 + 1;
  const text = bytes > scratchBytes ? instance._malloc(bytes) : scratch;
  const { written } = encoder.encodeInto(sql, instance.HEAPU8.subarray(text));
  instance.HEAPU8[text + written] = 0;
  const result = instance._wasm_parse_query_raw(text);
  const error = instance.getValue(result + 8, 'i32');
  const answer: GrammarAnswer = error
    ? {
        kind: 'error',
        message: textAt(instance, instance.getValue(error, 'i32')),
        codePoint: Math.max(instance.getValue(error + 16, 'i32') - 1, 0),
      }
    : {
        kind: 'tree',
        nodes: wantsTree ? readTree(textAt(instance, instance.getValue(result, 'i32'))) : [],
      };
  instance._wasm_free_parse_result(result);
  if (text !== scratch) instance._free(text);
  return answer;
}

function textAt({ HEAPU8: heap }: PgQuery, pointer: number): string {
  return decoder.decode(heap.subarray(pointer, heap.indexOf(0, pointer)));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function readTree(json: string): Node[] {
  const { stmts = [] }: { stmts?: { stmt?: Node }[] } = JSON.parse(json);
  return stmts.flatMap(({ stmt }) => (stmt ? [stmt] : []));
}
