import { setImmediate } from 'node:timers/promises';
import { createConnection } from 'vscode-languageserver/node';
import { createGrammars } from '../embedded/grammars.js';
import { committed } from '../workspace/committed.js';
import { todayNow, userFolderOf } from '../workspace/dialect.js';
import { disk } from '../workspace/disk.js';
import { loadParserFromDisk } from '../workspace/parser.js';
import { createNotices } from './notices.js';
import { serve } from './server.js';
import { steadyPace } from './turns.js';

// Without a transport on the command line the client is taken to be at stdin and stdout.
const namesTransport = process.argv.some((word) => /^--(stdio|node-ipc|socket|pipe)\b/.test(word));
const connection = namesTransport ? createConnection() : createConnection(process.stdin, process.stdout);
const notices = createNotices(connection);
process.on('uncaughtException', notices.log);
process.on('unhandledRejection', notices.log);

serve(connection, {
  notices,
  parser: loadParserFromDisk(),
  pace: steadyPace(() => performance.now(), setImmediate),
  today: todayNow,
  now: () => Date.now(),
  userFolder: userFolderOf(process.env),
  files: disk,
  committedIn: (folder) => committed(folder, 'A check of applied migrations'),
  grammarOf: createGrammars(__dirname),
});
