import { effectOf } from '../core/semantics/effect.js';
import type { Profile } from './profile.js';

/** What a new connection is told first. A start-up option other than a few would be refused, so each is a statement. */
export function setupOf({ searchPath, readOnly }: Profile): readonly string[] {
  const path = searchPath.map((schema) => `"${schema.replaceAll('"', '""')}"`).join(', ');
  return [
    ...(path ? [`SET search_path = ${path}`] : []),
    ...(readOnly ? ['SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY'] : []),
  ];
}

/** SET and RESET, whose effect outlives their transaction. */
function isSessionSetting(sql: string): boolean {
  const { kind, session } = effectOf(sql);
  return kind === 'VariableSetStmt' && session === 'setting';
}

/** The settings that a new connection must repeat. */
export interface SettingsMemory {
  /** A statement was done; `isOpen`: its transaction still may be undone. */
  readonly done: (sql: string, tag: string, isOpen: boolean) => void;
  /** The connection was lost, and with it what its transaction had set. */
  readonly forgetOpen: () => void;
  readonly statements: () => readonly string[];
}

/** SET in a transaction counts once that is committed. */
export function createSettingsMemory(): SettingsMemory {
  let kept: readonly string[] = [];
  let open: readonly string[] = [];
  return {
    done(sql, tag, isOpen) {
      if (isSessionSetting(sql)) open = withLast(open, sql);
      if (isOpen) return;
      if (tag !== 'ROLLBACK') kept = open.reduce(withLast, kept);
      open = [];
    },
    forgetOpen() {
      open = [];
    },
    statements: () => kept,
  };
}

const withLast = (statements: readonly string[], sql: string): readonly string[] => [
  ...statements.filter((one) => one !== sql),
  sql,
];
