// `npm run generate`: writes what is made from a PostgreSQL 16. With --stdout it prints it instead.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../../server/test/oracle/postgres.js';
import { builtinsTable } from './builtins.js';

const file = path.resolve(__dirname, '../../server/src/core/catalog/builtinsTable.ts');

async function main(): Promise<void> {
  const { client, stop } = await startPostgres();
  try {
    const text = await builtinsTable(client);
    if (process.argv.includes('--stdout')) process.stdout.write(text);
    else writeFileSync(file, text);
  } finally {
    await stop();
  }
}

void main();
