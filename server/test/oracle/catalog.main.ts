import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareCatalogs, emptyDatabase, makeFast } from './catalogRun.js';
import { startPostgres } from './postgres.js';

/** `catalog.main.ts FOLDER`: replays each script of a folder and says where the catalog of a PostgreSQL 16 differs. */
async function main([folder = '.', only = '']: readonly string[]): Promise<void> {
  const { client, stop } = await startPostgres();
  await makeFast(client);
  let [scripts, statements, lines] = [0, 0, 0];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.sql') && name.includes(only)).sort()) {
    await emptyDatabase(client);
    const text = readFileSync(path.join(folder, file), 'utf8');
    const { replayed, server, counts } = await compareCatalogs(client, text).catch((error: unknown) => ({
      replayed: [String(error)],
      server: [],
      counts: { taken: 0, refused: [] },
    }));
    scripts++;
    statements += counts.taken;
    lines += replayed.length + server.length;
    if (replayed.length + server.length === 0) continue;
    console.log(`## ${file}`);
    for (const line of server) console.log(`  server  ${line}`);
    for (const line of replayed) console.log(`  replay  ${line}`);
  }
  console.log(`${scripts} scripts, ${statements} statements taken, ${lines} lines differ`);
  await stop();
}

void main(process.argv.slice(2));
