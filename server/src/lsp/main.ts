import { createConnection } from 'vscode-languageserver/node';
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

serve(
  connection,
  notices,
  loadParserFromDisk(),
  steadyPace(() => performance.now()),
);
