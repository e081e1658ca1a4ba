#!/usr/bin/env node
// Behaves like VS Code's `code` executable for extension tests (same flags in, same exit code out), but runs VS Code
// in headless Chromium. Give it to @vscode/test-electron or @vscode/test-cli where no desktop VS Code can run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './chromium.mjs';
import { startCodeServer } from './codeServer.mjs';
import { host, installHost } from './install.mjs';

const silenceLimit = 120_000;

/** What VS Code logs of itself, most of it about native modules that `install.mjs` leaves uncompiled. */
const ownLog = new RegExp(
  [
    'Resolv(ing|ed) connection token',
    'Creating a socket',
    '\\[(reconnection-grace-time|Service Worker|AgentHost|AccountPolicyGate)',
    '(Updating|Ignoring fetching) additional builtin extensions',
    'Error: Could not locate the bindings file',
    "Cannot find module './build/Release/watchdog'",
  ]
    .map((start) => `^${start}`)
    .join('|'),
);

const { values: flags, positionals } = parseArgs({
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true, default: [] },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

const interrupted = new Promise((end) => {
  process.once('SIGINT', () => end(130));
  process.once('SIGTERM', () => end(143));
});

installHost();
process.exitCode = flags.version ? printVersion() : await runTests();

function printVersion() {
  const { version, commit } = JSON.parse(readFileSync(host.product, 'utf8'));
  console.log([version, commit, process.arch].join('\n'));
  return 0;
}

async function runTests() {
  const scratch = mkdtempSync(join(tmpdir(), 'code-'));
  const userDir = resolve(flags['user-data-dir'] ?? join(scratch, 'user'));
  const emptyDir = join(scratch, 'extensions');
  const extensionsDir = flags['disable-extensions'] ? emptyDir : resolve(flags['extensions-dir'] ?? emptyDir);
  const server = await startCodeServer({ userDir, extensionsDir, testDriver: true });
  // Playwright's own signal handlers would exit before the server is stopped
  const noHandlers = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ ...chromiumLaunchOptions(), ...noHandlers });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    return await Promise.race([exitCode(page, workbenchUrl(server, scratch)), interrupted]);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens the workbench, prints what the extension host logs, and answers the code that its tests end with. */
function exitCode(page, url) {
  return new Promise((end, fail) => {
    const silence = setTimeout(() => {
      fail(new Error(`VS Code has logged nothing for ${silenceLimit / 1000} s.`));
    }, silenceLimit).unref();
    page.on('crash', () => fail(new Error('The page that shows VS Code has crashed.')));
    const log = (level, values) => {
      silence.refresh();
      const text = format(...values);
      if (!ownLog.test(text)) (level === 'error' ? console.error : console.log)(text);
    };
    page
      .exposeFunction('codeAutomationLog', log)
      .then(() => page.exposeFunction('codeAutomationExit', (code) => end(code)))
      // The silence of VS Code ends it, not the time that a busy computer takes to load it
      .then(() => page.goto(url, { timeout: 0 }))
      .catch(fail);
  });
}

function workbenchUrl({ url, port }, scratch) {
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = flags.extensionDevelopmentPath.map((path) => [
    'extensionDevelopmentPath',
    remote(resolve(path)),
  ]);
  if (flags.extensionTestsPath) {
    // The extension host imports this file: unlike on a desktop its extension may not be left out
    const tests = createRequire(import.meta.url).resolve(resolve(flags.extensionTestsPath));
    payload.push(['extensionTestsPath', remote(tests)]);
  }
  payload.push(['skipWelcome', 'true']);
  const folder = resolve(positionals[0] ?? scratch);
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `${url}/?${new URLSearchParams({ [kind]: folder, payload: JSON.stringify(payload) })}`;
}
