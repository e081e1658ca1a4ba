import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';

const execute = promisify(execFile);

interface Asked {
  /** What needs the answer, as a sentence begins with it. */
  readonly asker: string;
  /** The sentence for a command that fails, where git's own would not help. */
  readonly trouble?: string;
  /** The working directory; that of the process where none is given. */
  readonly folder?: string;
}

/** What git prints. It starts no program that the repository names. Rejects with a sentence. */
export async function git(args: readonly string[], { asker, trouble, folder }: Asked): Promise<string> {
  try {
    const filters = readsFiles.has(args[0] ?? '') ? await ownFilters(folder) : [];
    return await answerOf(args, folder, [...quiet, ...filters]);
  } catch (error) {
    const { code, stderr = '' }: { readonly code?: unknown; readonly stderr?: string } = Object(error);
    if (code === 'ENOENT') throw new Error(`${asker} needs git, which was not found.`);
    if (trouble !== undefined) throw new Error(trouble);
    throw new Error(
      /not a git repository/.test(stderr)
        ? `${asker} needs a folder that git tracks.`
        : `git says: ${stderr.trim().split('\n')[0] ?? ''}`,
    );
  }
}

type Setting = readonly [name: string, value: string];

async function answerOf(
  args: readonly string[],
  folder: string | undefined,
  settings: readonly Setting[],
): Promise<string> {
  const { stdout } = await execute('git', [...args], {
    ...(folder !== undefined && { cwd: folder }),
    maxBuffer: 2 ** 28,
    timeout: 60_000,
    env: { ...process.env, ...still, ...variablesOf(settings) },
  });
  return stdout;
}

/** Settings behind those that the environment has. A name may hold any sign, which an option `-c` cannot tell. */
function variablesOf(settings: readonly Setting[]): Readonly<Record<string, string>> {
  const first = Number(process.env.GIT_CONFIG_COUNT ?? 0) || 0;
  const entries = settings.flatMap(([name, value], at) => [
    [`GIT_CONFIG_KEY_${first + at}`, name],
    [`GIT_CONFIG_VALUE_${first + at}`, value],
  ]);
  return { ...Object.fromEntries(entries), GIT_CONFIG_COUNT: String(first + settings.length) };
}

/** A folder that somebody else has made may have a configuration of git in it, which names programs to run. */
const quiet: readonly Setting[] = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', devNull],
];

/** It writes nothing, and fetches no object that is missing, for which it would start a program too. */
const still = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  GIT_TERMINAL_PROMPT: '0',
};

/** Commands that look at the files of the folder, which a filter may change before. */
const readsFiles: ReadonlySet<string> = new Set(['diff']);

/** Settings that turn off the filters that the repository itself names. Those of the user, such as LFS, stay. */
async function ownFilters(folder: string | undefined): Promise<readonly Setting[]> {
  const listed = await answerOf(
    ['config', '--null', '--show-scope', '--includes', '--name-only', '--get-regexp', String.raw`^filter\.`],
    folder,
    quiet,
  ).catch(() => ''); // git says so where there are none
  const parts = listed.split('\0');
  return parts.flatMap((scope, at) => {
    const [, filter] = /^(filter\..*)\.[^.]+$/s.exec(at % 2 === 0 ? (parts[at + 1] ?? '') : '') ?? [];
    if (filter === undefined || !['local', 'worktree'].includes(scope)) return [];
    return [
      [`${filter}.clean`, ''],
      [`${filter}.process`, ''],
      [`${filter}.required`, 'false'],
    ] as const;
  });
}
