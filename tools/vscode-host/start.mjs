// `npm start`: builds the extension and opens VS Code with it on a copy of the example workspace, connected to a sandbox, on
// the desktop if there is one, otherwise in the browser. `--port N` (or PORT) chooses the browser and its port.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { execute } from '../packing.mjs';
import { startCodeServer } from './codeServer.mjs';
import { findOnPath, run } from './command.mjs';
import { askedToEnd } from './ending.mjs';
import { installHost, installPackages } from './install.mjs';

const root = resolve(import.meta.dirname, '../..');
// Kept from one start to the next, so that settings and open editors are found again
const profile = join(root, '.vscode-test/start');
/** A new copy of the examples for each start. */
const folder = join(profile, 'examples');
const sample = join(folder, 'guide-examples.sql');
const welcome = join(import.meta.dirname, 'welcome');

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const port = values.port ?? process.env.PORT;

/** The examples with the settings that connect them. */
const workspace = join(profile, 'DSQL examples.code-workspace');
rmSync(folder, { recursive: true, force: true });
cpSync(join(root, 'test-fixtures/workspace'), folder, { recursive: true });
writeFileSync(
  workspace,
  JSON.stringify({
    folders: [{ path: folder }],
    settings: { 'dsql.connection': 'Local sandbox', 'dsql.connectAtStart': true },
  }),
);

installPackages();

const desktop = port === undefined && hasDisplay() ? findOnPath('code') : undefined;
await (desktop ? openDesktop(desktop) : serveBrowser());

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function openDesktop(code) {
  run('npm', ['run', 'build'], root);
  const extensions = [join(root, 'dist'), welcome].map((path) => `--extensionDevelopmentPath=${path}`);
  run(code, ['--new-window', ...extensions, workspace, sample], root);
}

async function serveBrowser() {
  installHost();
  run('npm', ['run', 'package'], root);
  const ending = askedToEnd();
  const server = await startCodeServer({
    userDir: join(profile, 'user'),
    extensionsDir: join(profile, 'extensions'),
    vsix: join(root, 'dist/dsql-workbench.vsix'),
    furtherVsix: [packWelcome()],
    settings: { 'git.enabled': true },
    env: { HOME: process.env.HOME, EXTENSIONS_GALLERY: process.env.EXTENSIONS_GALLERY },
    port: Number(port ?? 0),
  });
  const { host } = new URL(server.url);
  const payload = JSON.stringify([['openFile', `vscode-remote://${host}${sample}`]]);
  const query = new URLSearchParams({ workspace, payload });
  console.log(`\nVS Code with DSQL Workbench: ${server.url}/?${query}\n(Ctrl+C stops it)`);
  await ending;
  await server.stop();
}

function packWelcome() {
  const file = join(profile, 'welcome.vsix');
  const quick = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file];
  execute(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', ...quick], welcome);
  return file;
}
