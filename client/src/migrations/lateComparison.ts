import type { MigrationComparison } from './compareMigrations.js';

/** The comparison of a window, whose bundle is loaded when it is first asked for. */
export function lateComparison(): MigrationComparison {
  let made: Promise<MigrationComparison> | undefined;
  const comparison = () =>
    (made ??= import('./compareMigrations.js').then(({ createComparison }) => createComparison()));
  return {
    compare: async (app, given) => (await comparison()).compare(app, given),
    open: async (app, object) => (await comparison()).open(app, object),
    save: async () => (await comparison()).save(),
    close: async () => (await made)?.close(),
    dispose: () => void made?.then((one) => one.dispose()),
  };
}
