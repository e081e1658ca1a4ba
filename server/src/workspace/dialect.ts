import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { dialectsIn } from '../files/dialect.js';
import { disk } from './disk.js';

/** From files on the disk to a dialect. */
export const createDialects = (
  today: () => string = todayNow,
  userFolder: string = userFolderOf(process.env),
): ReturnType<typeof dialectsIn> => dialectsIn(disk, today, userFolder);

/** YYYY-MM-DD. */
export const todayNow = (): string => new Date().toISOString().slice(0, 10);

/** The folder of the user's own files, by the custom of the system. */
export function userFolderOf(env: NodeJS.ProcessEnv): string {
  const home = homedir();
  const { XDG_CONFIG_HOME: given = '' } = env;
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(home, 'Library/Application Support'),
    win32: env.APPDATA ?? join(home, 'AppData/Roaming'),
  };
  const folder = isAbsolute(given) ? given : (folders[process.platform] ?? join(home, '.config'));
  return join(folder, 'dsql-workbench');
}
