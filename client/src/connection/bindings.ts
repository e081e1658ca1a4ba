/** On which connection each document of the window works. Documents are URIs, connections are names. */
export interface Bindings {
  /** The connection of a document; undefined: it has none, so a run asks. Of no document: the one used last. */
  readonly of: (document: string | undefined) => string | undefined;
  /** The documents that work on a connection. */
  readonly documentsOf: (name: string) => readonly string[];
  readonly bind: (document: string, name: string) => void;
  /** A document that has none yet takes a connection, and keeps it. Who has left one, has none until a person says so. */
  readonly settle: (document: string) => void;
  /** The connection that a new document takes. */
  readonly use: (name: string) => void;
  /** A person has left a connection: nothing works on it any more. */
  readonly leave: (name: string) => void;
  /** A document has another name now. */
  readonly move: (from: string, to: string) => void;
  readonly forget: (document: string) => void;
}

/** What is remembered beyond the window. */
export interface BindingsMemory {
  readonly last: string | undefined;
  /** The connection of each document, null for one that has left its connection. The document bound last comes last. */
  readonly documents: readonly (readonly [document: string, name: string | null])[];
}

/** Nobody comes back to more documents than these. */
const most = 500;

export function createBindings(kept: BindingsMemory, keep: (memory: BindingsMemory) => void): Bindings {
  let { last } = kept;
  const documents = new Map<string, string | null>(kept.documents);

  const changed = () => keep({ last, documents: [...documents] });
  const put = (document: string, name: string | null) => {
    documents.delete(document);
    documents.set(document, name);
    const [oldest] = documents.keys();
    if (oldest !== undefined && documents.size > most) documents.delete(oldest);
  };
  const of = (document: string | undefined): string | undefined => {
    const own = document === undefined ? undefined : documents.get(document);
    return own === undefined ? last : (own ?? undefined);
  };

  return {
    of,
    documentsOf: (name) => [...documents].flatMap(([document, own]) => (own === name ? [document] : [])),
    bind: (document, name) => {
      if (documents.get(document) === name) return;
      put(document, name);
      changed();
    },
    settle: (document) => {
      if (documents.has(document) || last === undefined) return;
      put(document, last);
      changed();
    },
    use: (name) => {
      if (last === name) return;
      last = name;
      changed();
    },
    leave: (name) => {
      for (const [document, own] of documents) if (own === name) documents.set(document, null);
      if (last === name) last = undefined;
      changed();
    },
    move: (from, to) => {
      const name = documents.get(from);
      if (name === undefined) return;
      documents.delete(from);
      put(to, name);
      changed();
    },
    forget: (document) => {
      if (documents.delete(document)) changed();
    },
  };
}

/** What a memory holds of its shape; the rest is dropped. */
export function bindingsFrom(last: unknown, documents: unknown): BindingsMemory {
  return {
    last: typeof last === 'string' && last !== '' ? last : undefined,
    documents: Array.isArray(documents) ? documents.filter(isBinding) : [],
  };
}

const isBinding = (value: unknown): value is readonly [string, string | null] =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'string' &&
  (typeof value[1] === 'string' || value[1] === null);
