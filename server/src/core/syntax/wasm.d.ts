// What grammar.ts uses of every host; core is compiled without the types of any.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: object;
  }
  class RuntimeError extends Error {}
}

declare class TextEncoder {
  encodeInto(text: string, bytes: Uint8Array): { readonly written: number };
}

declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

declare module 'libpg-query/wasm/libpg-query.js' {
  interface PgQuery {
    _wasm_parse_query_raw(sql: number): number;
    _wasm_free_parse_result(result: number): void;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    /** Another array after the memory has grown. */
    readonly HEAPU8: Uint8Array;
    getValue(pointer: number, type: 'i32'): number;
  }
  interface Hooks {
    instantiateWasm(
      imports: object,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
  }
  /** Fills the object that it is given. All functions are there as soon as `instantiateWasm` has called `done`. */
  const instantiate: (module: Hooks) => Promise<PgQuery>;
  export default instantiate;
  export type { PgQuery };
}
