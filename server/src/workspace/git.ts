import { execFile } from 'node:child_process';
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

/** What git prints. Rejects with a sentence. */
export async function git(args: readonly string[], { asker, trouble, folder }: Asked): Promise<string> {
  try {
    const { stdout } = await execute('git', [...args], {
      ...(folder !== undefined && { cwd: folder }),
      maxBuffer: 2 ** 28,
    });
    return stdout;
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
