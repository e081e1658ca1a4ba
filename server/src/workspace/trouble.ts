/** Something that could not be read or written, as one sentence that names it. */
export interface Trouble {
  readonly trouble: string;
}

const readings: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is a file, not a folder',
  ENAMETOOLONG: 'does not exist: its name is too long',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'cannot be read: its links lead back to themselves',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ERR_FS_FILE_TOO_LARGE: 'is too large to read',
  ERR_STRING_TOO_LONG: 'is too large to read',
};

const writings: Readonly<Record<string, string>> = {
  EACCES: 'cannot be written: permission denied',
  EPERM: 'cannot be written: permission denied',
  EROFS: 'cannot be written: its file system is read-only',
  ENOSPC: 'cannot be written: no space is left on the device',
};

export const readTrouble = (path: string, error: unknown): Trouble => ({
  trouble: `${path} ${readings[codeOf(error)] ?? `cannot be read: ${error}`}.`,
});

export const writeTrouble = (path: string, error: unknown): Trouble => ({
  trouble: `${path} ${writings[codeOf(error)] ?? `cannot be written: ${error}`}.`,
});

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
