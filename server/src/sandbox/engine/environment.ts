/**
 * The part of our environment that PostgreSQL needs. The variables for its clients and the user's language would change its
 * behavior, and it needs no secrets.
 */
export const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => needed.has(name.toUpperCase()))),
  LC_ALL: 'C',
});

/** Where programs, libraries and temporary files are; Windows starts no process without the last ones. */
const needed = new Set([
  'PATH',
  'HOME',
  'TMPDIR',
  'TMP',
  'TEMP',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
]);
