import { startPostgres } from '../../server/test/oracle/postgres.js';
import { builtinsTable } from './builtins.js';
import { nonvolatileFunctions } from './nonvolatileFunctions.js';
import type { Target } from './target.js';

/** Hands over what is made of a PostgreSQL 16, which runs meanwhile. */
export async function fromPostgres(use: (targets: readonly Target[]) => Promise<void>): Promise<void> {
  const { client, stop } = await startPostgres();
  try {
    await use([
      { file: 'server/src/core/catalog/builtinsTable.ts', render: () => builtinsTable(client) },
      {
        file: 'server/src/core/semantics/nonvolatileFunctions.ts',
        render: () => nonvolatileFunctions(client),
      },
    ]);
  } finally {
    await stop();
  }
}
