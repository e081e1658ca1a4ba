/**
 * What PostgreSQL needs of our environment, and no more: the variables of its clients and the user's language say
 * nothing to it, and secrets are none of its business.
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
