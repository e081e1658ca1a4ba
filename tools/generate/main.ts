// `npm run generate`: writes what is made of the rules, of the extension's settings and of a PostgreSQL 16, and names the
// files that have changed. `npm run generate -- rules` leaves PostgreSQL out, which takes seconds to start.
import { rmSync } from 'node:fs';
import { ruleIndexTarget } from './ruleIndex.js';
import { inProject, type Target, write } from './target.js';

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(sources, name));
  if (unknown.length > 0)
    throw new Error(`Generate ${Object.keys(sources).join(' or ')}, not ${unknown.join(' ')}.`);
  for (const [name, generate] of Object.entries(sources))
    if (wanted.length === 0 || wanted.includes(name)) await generate();
}

const sources: Readonly<Record<string, () => Promise<void>>> = {
  async rules() {
    await writeAll([ruleIndexTarget]);
    // The index must be right before what imports it is loaded.
    const { fromRules, leftPages } = await import('./fromRules.js');
    await writeAll(fromRules);
    for (const page of leftPages()) {
      rmSync(inProject(page));
      console.log(`removed ${page}`);
    }
  },
  async postgres() {
    const { fromPostgres } = await import('./fromPostgres.js');
    await fromPostgres(writeAll);
  },
};

async function writeAll(targets: readonly Target[]): Promise<void> {
  for (const target of targets) if (await write(target)) console.log(`wrote ${target.file}`);
}

void main();
