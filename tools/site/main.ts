// `npm run site`: builds the site into `out/site`, or into the folder that is named. It can be opened from there as it is.
import path from 'node:path';
import { inProject } from '../generate/target.js';
import { buildSite } from './build.js';

async function main(): Promise<void> {
  const folder = path.resolve(process.argv[2] ?? inProject('out/site'));
  const sizes = await buildSite(folder);
  const bytes = [...sizes.values()].reduce((sum, one) => sum + one, 0);
  const megabytes = (size: number) => `${(size / 1e6).toFixed(1)} MB`;
  console.log(
    `Wrote ${sizes.size} files to ${folder}: ${megabytes(bytes)}, of which the playground has ${megabytes(sizes.get('playground.js') ?? 0)}.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
