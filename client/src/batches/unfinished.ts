import type * as vscode from 'vscode';

/** A run that this workspace has begun. */
interface Begun {
  readonly id: string;
  /** The name of its connection. */
  readonly connection: string;
}

/** The runs of a workspace that have not come to their end, remembered beyond the window. */
export interface UnfinishedRuns {
  readonly add: (run: Begun) => void;
  readonly remove: (id: string) => void;
  /** The ids of a connection's runs. */
  readonly of: (connection: string) => readonly string[];
}

const key = 'batches';

export function rememberRuns(memory: vscode.Memento): UnfinishedRuns {
  const all = (): readonly Begun[] => {
    const kept = memory.get<unknown>(key);
    return Array.isArray(kept) ? kept.filter(isBegun) : [];
  };
  const keep = (runs: readonly Begun[]) => void memory.update(key, runs);
  const remove = (id: string) => {
    if (all().some((run) => run.id === id)) keep(all().filter((run) => run.id !== id));
  };
  return {
    add: (run) => keep([...all().filter(({ id }) => id !== run.id), run]),
    remove,
    of: (connection) => all().flatMap((run) => (run.connection === connection ? [run.id] : [])),
  };
}

const isBegun = (value: unknown): value is Begun =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'connection' in value &&
  typeof value.connection === 'string';
