/** Something that could not be read or written, as one sentence that names it. */
export interface Trouble {
  readonly trouble: string;
}

const readings: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is a file, not a folder',
  ENAMETOOLONG: 'does not exist: its name is too long',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'cannot be read: its links form a loop',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  // What VS Code's file systems call these: https://code.visualstudio.com/api/references/vscode-api#FileSystemError
  FileNotFound: 'does not exist',
  FileNotADirectory: 'does not exist: a part of its path is a file, not a folder',
  FileIsADirectory: 'is a folder, not a file',
  NoPermissions: 'cannot be read: permission denied',
  ERR_FS_FILE_TOO_LARGE: 'is too large to read',
  ERR_STRING_TOO_LONG: 'is too large to read',
};

const writings: Readonly<Record<string, string>> = {
  EACCES: 'cannot be written: permission denied',
  EPERM: 'cannot be written: permission denied',
  EROFS: 'cannot be written: its file system is read-only',
  ENOSPC: 'cannot be written: no space is left on the device',
  EDQUOT: 'cannot be written: the disk quota is used up',
  EFBIG: 'cannot be written: it would be larger than the system allows',
  ENOENT: 'cannot be written: its folder does not exist',
  ENOTDIR: 'cannot be written: a part of its path is a file, not a folder',
  ENAMETOOLONG: 'cannot be written: its name is too long',
  ELOOP: 'cannot be written: its links form a loop',
  EEXIST: 'cannot be written: another program created it in the meantime',
  ENOTEMPTY: 'cannot be written: another program filled it in the meantime',
};

export const readTrouble = (path: string, error: unknown): Trouble => ({
  trouble: `${path} ${readings[codeOf(error)] ?? `cannot be read: ${wordsOf(error)}`}.`,
});

export const writeTrouble = (path: string, error: unknown): Trouble => ({
  trouble: `${path} ${writings[codeOf(error)] ?? `cannot be written: ${wordsOf(error)}`}.`,
});

/** Turns what the system refuses while a path is written into a sentence. */
export const writing =
  (path: string) =>
  <Result>(step: Promise<Result>): Promise<Result> =>
    step.catch((error: unknown) => {
      throw new Error(writeTrouble(path, error).trouble);
    });

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
