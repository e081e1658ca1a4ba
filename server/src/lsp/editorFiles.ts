import type { Connection } from 'vscode-languageserver';
import type { Files } from '../files/files.js';
import type { FileAnswer, FileMethod, FileParams } from '../protocol/requests.js';

/**
 * The files that an editor reads for the server, by their URIs: in a browser all of them, elsewhere those that are on no
 * disk. URIs are written as VS Code writes them.
 */
export function filesOfEditor(connection: Connection): Files {
  const ask = <Method extends FileMethod>(
    method: Method,
    params: FileParams<Method>,
  ): Promise<FileAnswer<Method>> => connection.sendRequest(method, params);
  return {
    pathOf: (uri) => partsOf(uri) && uri.replace(/[?#].*$/s, ''),
    uriOf: (path) => path,
    absolute: (path) => path,
    resolved(folder, path) {
      if (isUri(path)) return path;
      const { root, names } = segmentsOf(folder);
      const all = path.startsWith('/') ? [] : [...names];
      for (const name of path.split('/')) {
        if (name === '..') all.pop();
        else if (name !== '.' && name !== '') all.push(encoded(name));
      }
      return `${root}${all.join('/')}`;
    },
    entry: (folder, name) => `${folder.replace(/\/$/, '')}/${name.split('/').map(encoded).join('/')}`,
    around(path) {
      const { root, names } = segmentsOf(path);
      return `${root}${names.slice(0, -1).join('/')}`;
    },
    way(folder, path) {
      const [from, to] = [segmentsOf(folder), segmentsOf(path)];
      if (from.root !== to.root) return path;
      const parting = from.names.findIndex((name, at) => name !== to.names[at]);
      const shared = parting < 0 ? from.names.length : parting;
      return [...from.names.slice(shared).map(() => '..'), ...to.names.slice(shared).map(decoded)].join('/');
    },
    exists: (uri) => ask('dsql/fileExists', { uri }),
    entries: (uri) => ask('dsql/folderEntries', { uri }),
    read: (uri, limit) => ask('dsql/readFile', { uri, limit }),
  };
}

/** The server's own files, and those that the editor reads for it, where it does. */
export function filesOf(own: Files | undefined, ofEditor: Files, readsFiles: () => boolean): Files {
  const of = (path: string): Files => (own === undefined || isUri(path) ? ofEditor : own);
  return {
    pathOf: (uri) => own?.pathOf(uri) ?? (readsFiles() ? ofEditor.pathOf(uri) : undefined),
    uriOf: (path) => of(path).uriOf(path),
    absolute: (path) => of(path).absolute(path),
    resolved: (folder, path) => of(folder).resolved(folder, path),
    entry: (folder, name) => of(folder).entry(folder, name),
    around: (path) => of(path).around(path),
    way: (folder, path) => (of(folder) === of(path) ? of(folder).way(folder, path) : path),
    exists: (path) => of(path).exists(path),
    entries: (folder) => of(folder).entries(folder),
    read: (path, limit) => of(path).read(path, limit),
  };
}

/** A scheme has two letters at least, unlike a drive. */
const isUri = (path: string): boolean => /^[a-z][\w+.-]+:\//i.test(path);

/** Of a URI with an absolute path: what stands before that, the path as it is written, and whether anything follows. */
export interface UriParts {
  readonly scheme: string;
  /** With the scheme. */
  readonly before: string;
  readonly path: string;
  readonly hasMore: boolean;
}

/** Undefined for a URI without an absolute path, as of a text that was never saved. */
export function partsOf(uri: string): UriParts | undefined {
  const [, before, scheme, path, more] =
    /^(([a-z][\w+.-]*):(?:\/\/[^/?#]*)?)(\/[^?#]*)([?#].*)?$/is.exec(uri) ?? [];
  return before === undefined || scheme === undefined || path === undefined
    ? undefined
    : { scheme, before, path, hasMore: more !== undefined };
}

/** `root` ends in a slash. */
function segmentsOf(uri: string): { readonly root: string; readonly names: readonly string[] } {
  const parts = partsOf(uri);
  return parts
    ? { root: `${parts.before}/`, names: parts.path.split('/').filter((name) => name !== '') }
    : { root: uri, names: [] };
}

/** https://github.com/microsoft/vscode-uri: all but what RFC 3986 calls unreserved. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
