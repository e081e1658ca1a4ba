import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { host } from './install.mjs';
import { quietSettings } from './quietSettings.mjs';

const vscode = resolve(host.product, '..');

/** Of the folder: that of repositories in vscode.dev. */
const scheme = 'vscode-vfs';

/**
 * Serves the VS Code of vscode.dev on 127.0.0.1 until `stop()`: no server runs extensions, the browser does. It shows a
 * folder of `files`, which only the memory of the page has; `earlier` is what git shows of a file. `extension` is a folder.
 */
export async function startWebHost({ extension, files, earlier = {}, settings = {} }) {
  const server = createServer((request, response) => {
    const { pathname, origin } = new URL(request.url, `http://${request.headers.host}`);
    try {
      const [type, content] = answer(decodeURIComponent(pathname), origin);
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });

  /** Throws where there is nothing. */
  const answer = (path, origin) => {
    if (path === '/') return [types['.html'], page(origin, settings)];
    const [, root, rest] = /^\/(static|extension|memory)\/(.*)$/.exec(path) ?? [];
    const made = root === 'memory' ? memory({ files, earlier })[rest] : undefined;
    if (made) return [types[extname(rest)], made];
    const file = join(root === 'static' ? vscode : extension, normalize(`/${rest}`));
    if (!/^(static|extension)$/.test(root) || !statSync(file).isFile())
      throw new Error(`Nothing is served as ${path}.`);
    const content = readFileSync(file);
    return [types[extname(file)] ?? 'application/octet-stream', isWorkbench(file) ? alone(content) : content];
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const isWorkbench = (file) => file.endsWith('workbench.js');

/** code-server's workbench keeps a person's files on the computer that serves it, and has that run the extensions. */
function alone(content) {
  const changes = [
    [/remoteAuthority:location\.host/, 'remoteAuthority:undefined'],
    [
      /(\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\)/,
      '$1.file("/").with({scheme:$2.vscodeUserData})',
    ],
  ];
  return changes.reduce((text, [found, replacement]) => {
    if (!found.test(text)) throw new Error(`The workbench has nothing like ${found}.`);
    return text.replace(found, replacement);
  }, content.toString('utf8'));
}

function page(origin, settings) {
  const { host: authority } = new URL(origin);
  const at = (path) => ({ scheme: 'http', authority, path });
  const configuration = {
    folderUri: { scheme, authority: 'memory', path: '/project' },
    additionalBuiltinExtensions: [at('/extension'), at('/memory')],
    configurationDefaults: { ...quietSettings, 'security.workspace.trust.enabled': false, ...settings },
    userDataPath: '/',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
    webviewEndpoint: `${origin}/static/out/vs/workbench/contrib/webview/browser/pre`,
    productConfiguration: { enableTelemetry: false, extensionsGallery: undefined },
  };
  const values = {
    BASE: '.',
    VS_BASE: '/static',
    WORKBENCH_WEB_BASE_URL: '/static',
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('"', '&quot;'),
    WORKBENCH_NLS_FALLBACK_URL: '/static/out/nls.messages.js',
    WORKBENCH_NLS_URL: '',
    WORKBENCH_AUTH_SESSION: '',
    WORKBENCH_SCRIPT_NONCE: '',
  };
  const template = readFileSync(join(vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);
}

/** An extension with a file system in memory, by its files. */
const memory = (contents) => ({
  'package.json': JSON.stringify({
    name: 'memory',
    publisher: 'test',
    version: '1.0.0',
    engines: { vscode: '^1.91.0' },
    browser: './extension.js',
    activationEvents: [`onFileSystem:${scheme}`],
    contributes: {
      commands: [
        { command: 'memory.compare', title: 'Compare with the earlier version' },
        { command: 'memory.startSandbox', title: 'Ask for a sandbox' },
      ],
    },
  }),
  'extension.js': `(${provide})(${JSON.stringify({ ...contents, scheme })}, require('vscode'), exports);`,
});

/** Runs in the page. */
function provide({ files, earlier, scheme }, vscode, exports) {
  const root = '/project';
  const { FileType, FileSystemError } = vscode;
  const texts = new Map(
    Object.entries(files).map(([name, text]) => [`${root}/${name}`, new TextEncoder().encode(text)]),
  );
  const changed = new vscode.EventEmitter();
  const isFolder = (path) =>
    [...texts.keys()].some((name) => name.startsWith(path === '/' ? path : `${path}/`));
  const fileSystem = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat({ path }) {
      const text = texts.get(path);
      if (!text && !isFolder(path)) throw FileSystemError.FileNotFound(path);
      return { type: text ? FileType.File : FileType.Directory, ctime: 0, mtime: 0, size: text?.length ?? 0 };
    },
    readDirectory({ path }) {
      const inside = [...texts.keys()].filter((name) => name.startsWith(`${path}/`));
      const names = new Map(
        inside.map((name) => {
          const [own, ...below] = name.slice(path.length + 1).split('/');
          return [own, below.length > 0 ? FileType.Directory : FileType.File];
        }),
      );
      return [...names];
    },
    readFile({ path }) {
      const text = texts.get(path);
      if (!text) throw FileSystemError.FileNotFound(path);
      return text;
    },
    writeFile(uri, content) {
      texts.set(uri.path, content);
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory: () => undefined,
    delete: ({ path }) => texts.delete(path),
    rename(from, to) {
      texts.set(to.path, texts.get(from.path));
      texts.delete(from.path);
    },
  };
  exports.activate = ({ subscriptions }) => {
    subscriptions.push(
      vscode.workspace.registerFileSystemProvider(scheme, fileSystem),
      vscode.workspace.registerTextDocumentContentProvider('git', {
        provideTextDocumentContent: ({ path }) => earlier[path.slice(root.length + 1)],
      }),
      vscode.commands.registerCommand('memory.startSandbox', () =>
        vscode.commands.executeCommand('dsql.startSandbox'),
      ),
      vscode.commands.registerCommand('memory.compare', () => {
        const { uri } = vscode.window.activeTextEditor.document;
        const before = vscode.Uri.from({ scheme: 'git', path: uri.path, query: '{"ref":"HEAD"}' });
        return vscode.commands.executeCommand('vscode.diff', before, uri);
      }),
    );
  };
}
