import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdsOn } from '../src/core/lint/engine.js';
import { rules } from '../src/core/rules/index.js';
import { splitScript } from '../src/core/syntax/split.js';
import { run } from './measure.js';

/** A tool that repairs files and counts what DSQL refuses in a file. */
export interface Repairer {
  readonly name: string;
  /** Writes each file's repaired form over it. */
  readonly repair: (files: readonly string[]) => Promise<void>;
  /** The errors it counts in each file, by path. */
  readonly errorsIn: (files: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

/** What a repairer made of one file. */
export interface Repaired {
  /** The errors that are left, as each repairer counts them. */
  readonly left: readonly number[];
  readonly lostComments: number;
  /** Statements that are comments now, since nothing takes their place. */
  readonly commentedOut: number;
}

export const ours = (cli: string): Repairer => ({
  name: 'DSQL Workbench',
  async repair(files) {
    await run(process.execPath, [cli, 'fix', '--no-config', '--review', '--write', ...files]);
  },
  async errorsIn(files) {
    const { output } = await run(process.execPath, [
      cli,
      'lint',
      '--no-config',
      '--format',
      'json',
      ...files,
    ]);
    const found: { files: { path: string; problems: { severity: string }[] }[] } = JSON.parse(output);
    return new Map(
      found.files.map(({ path: file, problems }) => [
        path.resolve(file),
        problems.filter(({ severity }) => severity === 'error').length,
      ]),
    );
  },
});

export const peers = (binary: string): Repairer => ({
  name: 'dsql-lint 0.2.20',
  async repair(files) {
    await run(binary, ['--fix', ...files]);
    for (const file of files) {
      // What it finds nothing in it does not write.
      const written = file.replace(/\.sql$/, '-fixed.sql');
      if (existsSync(written)) writeFileSync(file, readFileSync(written));
    }
  },
  async errorsIn(files) {
    const { output } = await run(binary, ['--format', 'json', ...files]);
    const found: { files: { file: string; diagnostics: unknown[] }[] } = JSON.parse(output);
    return new Map(found.files.map(({ file, diagnostics }) => [path.resolve(file), diagnostics.length]));
  },
});

/** The errors of each of the dumps that the tests repair, and what each repairer makes of them. */
export async function repairDumps(folder: string, repairers: readonly Repairer[]) {
  const fixtures = path.join(__dirname, '../../test-fixtures');
  const dumps = ['dumps', 'workspace'].flatMap((part) =>
    readdirSync(path.join(fixtures, part), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.sql') && !/ready/.test(file))
      .map((file) => path.join(part, file)),
  );
  const names = dumps.map((file) => `${path.basename(path.dirname(file))}/${path.basename(file)}`);
  const texts = dumps.map((file) => readFileSync(path.join(fixtures, file), 'utf8'));
  const before = await count(path.join(folder, 'before'), texts, repairers, undefined);
  const after: (readonly Repaired[])[] = [];
  for (const repairer of repairers)
    after.push(await count(path.join(folder, repairer.name), texts, repairers, repairer));
  return names.map((name, at) => ({
    name,
    before: before[at]?.left ?? [],
    after: after.map((one) => one[at] ?? { left: [], lostComments: 0, commentedOut: 0 }),
  }));
}

/** The rules of errors that hold today, and of how many each repairer leaves no error in any example. */
export async function repairRules(folder: string, repairers: readonly Repairer[], judge: Repairer) {
  const examined = rules.filter((rule) => rule.severity === 'error' && holdsOn(rule, 'latest'));
  const examples = examined.flatMap(({ id, examples: all }) =>
    all.filter(({ asOf }) => asOf === undefined).map(({ bad }) => ({ id, bad })),
  );
  const texts = examples.map(({ bad }) => `${bad}\n`);
  const before = await count(path.join(folder, 'rules-before'), texts, [judge], undefined);
  const ids = new Set(examples.filter((_one, at) => before[at]?.left[0]).map(({ id }) => id));
  const repaired: { readonly repaired: number; readonly commentedOut: number }[] = [];
  for (const repairer of repairers) {
    const after = await count(path.join(folder, `rules-${repairer.name}`), texts, [judge], repairer);
    const failing = (isDone: (one: Repaired) => boolean) =>
      new Set(examples.filter((_one, at) => after[at] && !isDone(after[at])).map(({ id }) => id));
    const left = failing((one) => one.left[0] === 0);
    const unrepaired = failing((one) => one.left[0] === 0 && one.commentedOut === 0);
    repaired.push({
      repaired: [...ids].filter((id) => !unrepaired.has(id)).length,
      commentedOut: [...ids].filter((id) => unrepaired.has(id) && !left.has(id)).length,
    });
  }
  return { all: ids.size, repaired };
}

async function count(
  folder: string,
  texts: readonly string[],
  judges: readonly Repairer[],
  repairer: Repairer | undefined,
): Promise<Repaired[]> {
  mkdirSync(folder);
  const files = texts.map((text, at) => {
    const file = path.join(folder, `${String(at).padStart(4, '0')}.sql`);
    writeFileSync(file, text);
    return file;
  });
  await repairer?.repair(files);
  const counted: ReadonlyMap<string, number>[] = [];
  for (const judge of judges) counted.push(await judge.errorsIn(files));
  return files.map((file, at) => {
    const after = readFileSync(file, 'utf8');
    return {
      left: counted.map((errors) => errors.get(file) ?? 0),
      lostComments: lostComments(texts[at] ?? '', after),
      commentedOut: (after.match(/^[ \t]*-- review: /gm) ?? []).length,
    };
  });
}

/** Comments of the text before that the text after does not hold as often. */
function lostComments(before: string, after: string): number {
  let left = after;
  return splitScript(before).comments.filter(({ start, end }) => {
    const comment = before.slice(start, end);
    const at = left.indexOf(comment);
    if (at >= 0) left = left.slice(0, at) + left.slice(at + comment.length);
    return at < 0;
  }).length;
}
