import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFast } from './catalogRun.js';
import { compareNames } from './nameRun.js';
import { startPostgres } from './postgres.js';

/** `names.main.ts FOLDER`: what the editor tells of the names in each script of a folder, and where a PostgreSQL 16 takes it. */
async function main([folder = '.', only = '']: readonly string[]): Promise<void> {
  const { client, stop } = await startPostgres();
  await makeFast(client);
  const total = { scripts: 0, checked: 0, told: 0, toldInBodies: 0, open: 0, wrong: 0 };
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.sql') && name.includes(only)).sort()) {
    const run = await compareNames(client, readFileSync(path.join(folder, file), 'utf8'));
    total.scripts++;
    for (const count of ['checked', 'told', 'toldInBodies', 'open'] as const) total[count] += run[count];
    total.wrong += run.wrong.length;
    for (const { written, found } of run.wrong) {
      console.log(`## ${file}: ${written.replace(/\s+/g, ' ').slice(0, 300)}`);
      for (const { rule, message, span } of found)
        console.log(`  ${rule} "${written.slice(span.start, span.end)}": ${message}`);
    }
  }
  console.log(
    `${total.scripts} scripts, ${total.checked} statements: ${total.told} problems told, ${total.toldInBodies} of them in ` +
      `bodies of PL/pgSQL (${total.open} of these not decided); ${total.wrong} told of what PostgreSQL takes`,
  );
  await stop();
}

void main(process.argv.slice(2));
