import type { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { HostReader } from '../embedded/embeddedSql.js';
import { type HostLanguage, languageOfPath } from '../embedded/languages.js';
import { ddlOf } from '../embedded/models/ddl.js';
import { conventionsOf, type Declared, tablesOf } from '../embedded/models/model.js';
import { prismaModels } from '../embedded/models/prisma.js';
import { declaredIn, mayDeclare, modelEndings } from '../embedded/models/read.js';
import { manifestKind } from '../embedded/reason.js';
import type { Files } from '../files/files.js';
import { matcher } from '../files/matcher.js';
import { sqlFiles } from '../files/sqlFiles.js';
import type { Placed } from './embeddedText.js';
import type { Surroundings } from './surroundings.js';

/** The tables that the code of the folders declares for an ORM, each as the statement that makes it. */
export interface Models {
  /** As they are now, in the order of their files. */
  readonly texts: () => Promise<readonly DeclaredTable[]>;
  /** The one that a document stands for, as it was found last. */
  readonly tableOf: (uri: string) => DeclaredTable | undefined;
  /** Reads a file anew when it is needed, or every file. */
  readonly forget: (uri?: string) => void;
}

export interface DeclaredTable extends Placed {
  readonly schema: string | undefined;
  readonly name: string;
}

/** With more, a project's models are not read: UTF-16 units and files. */
const mostText = 16 * 2 ** 20;
const mostFiles = 4_000;

export function createModels(
  open: TextDocuments<TextDocument>,
  surroundings: Surroundings,
  /** Without it, only models that no grammar is needed for are known: those of Prisma. */
  grammarOf: ((language: HostLanguage) => Promise<HostReader>) | undefined,
  /** Called once models are known, so that changes on disk are told. */
  found: () => void,
): Models {
  const { files } = surroundings;
  let onDisk: Promise<ReadonlyMap<string, string>> | undefined;
  let last:
    | { readonly key: unknown; readonly versions: string; readonly tables: readonly DeclaredTable[] }
    | undefined;
  let byUri: ReadonlyMap<string, DeclaredTable> = new Map();
  let isTold = false;
  const may = new WeakMap<TextDocument, { readonly version: number; readonly may: boolean }>();

  const mayNow = (document: TextDocument): boolean => {
    const known = may.get(document);
    if (known?.version === document.version) return known.may;
    const now = isModelFile(document.uri) && mayDeclare(document.getText());
    may.set(document, { version: document.version, may: now || document.uri.endsWith('.prisma') });
    return may.get(document)?.may ?? false;
  };

  async function texts(): Promise<readonly DeclaredTable[]> {
    onDisk ??= readFolders(surroundings);
    const read = await onDisk;
    if (read.size > 0 && !isTold) {
      isTold = true;
      found();
    }
    // A file alone, of a project without models, may still declare those that its own SQL speaks of.
    const edited = open.all().filter((document) => read.has(document.uri) || mayNow(document));
    const versions = edited.map(({ uri, version }) => `${version} ${uri}`).join('\n');
    if (last?.key === read && last.versions === versions) return last.tables;
    const all = new Map(read);
    for (const document of edited) all.set(document.uri, document.getText());
    const tables = await tablesIn(all, grammarOf, byUri);
    byUri = new Map(tables.map((table) => [table.piece.document.uri, table]));
    last = { key: read, versions, tables };
    return tables;
  }

  return {
    texts,
    tableOf: (uri) => byUri.get(uri),
    forget(uri) {
      const known = onDisk;
      const path = uri === undefined ? undefined : files.pathOf(uri);
      if (uri === undefined || !known || path === undefined || !isModelFile(uri)) {
        if (uri === undefined) onDisk = undefined;
        return;
      }
      onDisk = known.then(async (before) => {
        const texts = new Map(before);
        const text = await modelText(path, files);
        if (text === undefined) texts.delete(uri);
        else texts.set(uri, text);
        return texts;
      });
    },
  };
}

const isModelFile = (path: string): boolean => modelEndings.test(path) || path.endsWith('.prisma');

/** Stands between the file of a model and its table, in the name of its statement. */
const mark = '?table=';

async function tablesIn(
  texts: ReadonlyMap<string, string>,
  grammarOf: ((language: HostLanguage) => Promise<HostReader>) | undefined,
  before: ReadonlyMap<string, DeclaredTable>,
): Promise<readonly DeclaredTable[]> {
  const conventions = conventionsOf(texts.values());
  const declared: { readonly path: string; readonly declared: Declared }[] = [];
  const readers = new Map<HostLanguage, HostReader>();
  for (const [path, text] of texts) {
    if (path.endsWith('.prisma')) declared.push({ path, declared: prismaModels(text) });
    const language = grammarOf ? languageOfPath(path) : undefined;
    if (!language || !grammarOf) continue;
    const read = readers.get(language) ?? (await grammarOf(language));
    readers.set(language, read);
    const { root } = read(text);
    if (root) declared.push({ path, declared: declaredIn(path, root, conventions, undefined) });
  }
  const documents = new Map<string, TextDocument>();
  const counted = new Map<string, number>();
  return tablesOf(declared).map(({ path, model }) => {
    const named = `${path}${mark}${encodeURIComponent(`${model.schema ?? ''}.${model.name}`)}`;
    const at = (counted.get(named) ?? 0) + 1;
    counted.set(named, at);
    const uri = at === 1 ? named : `${named}.${at}`;
    const mapped = ddlOf(model);
    const known = before.get(uri)?.piece.document;
    const isSame = known?.getText() === mapped.text;
    const document = isSame ? known : TextDocument.create(uri, 'sql', (known?.version ?? 0) + 1, mapped.text);
    const host = documents.get(path) ?? TextDocument.create(path, '', 0, texts.get(path) ?? '');
    documents.set(path, host);
    const sql = { ...mapped, host: model.at, kind: 'statement', hasHoles: false, isSure: true } as const;
    return { piece: { document, sql }, host: { document: host }, schema: model.schema, name: model.name };
  });
}

/** The files of the folders that may declare models, where a manifest there names an ORM or there is none. */
async function readFolders({
  files,
  folders,
  leavesOut,
}: Surroundings): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  let length = 0;
  for (const folder of folders().flatMap((uri) => files.pathOf(uri) ?? [])) {
    const isLeftOut = await leavesOut(folder);
    const everything = {
      ...matcher({ include: [], exclude: [] }, folder, files),
      excludes: (path: string) => made.test(path.slice(folder.length)) || isLeftOut(path),
    };
    const paths: string[] = [];
    const manifests: string[] = [];
    for await (const path of sqlFiles(
      folder,
      everything,
      files,
      (one) => isManifest(one) || isModelFile(one),
    )) {
      if (typeof path !== 'string') continue;
      if (isManifest(path)) manifests.push(path);
      else if (isModelFile(path)) paths.push(path);
    }
    if (!(await namesOrm(manifests, paths, files))) continue;
    for (const path of paths) {
      const text = await modelText(path, files);
      if (text === undefined) continue;
      length += text.length;
      if (length > mostText || texts.size >= mostFiles) return new Map();
      texts.set(files.uriOf(path), text);
    }
  }
  return texts;
}

/** Folders of what is made, or of others. */
const made =
  /(?:^|[\\/])(?:dist|build|out|coverage|vendor|site-packages|__pycache__|env|\.?venv|\.[\w-]+|migrations?|alembic|tests?|__tests__)$/;

const isManifest = (path: string): boolean => manifestKind(path) >= 0;

const orms = /\b(?:drizzle-orm|prisma|typeorm|sequelize|sqlalchemy|sqlmodel|django)\b/i;

async function namesOrm(
  manifests: readonly string[],
  paths: readonly string[],
  files: Files,
): Promise<boolean> {
  if (paths.some((path) => path.endsWith('.prisma'))) return true;
  if (manifests.length === 0) return paths.length < fewFiles;
  for (const path of manifests) {
    const read = await files.read(path, mostText);
    if ('text' in read && orms.test(read.text)) return true;
  }
  return false;
}

/** So many are read where no manifest says what they use. */
const fewFiles = 300;

async function modelText(path: string, files: Files): Promise<string | undefined> {
  const read = await files.read(path, longest);
  if (!('text' in read)) return undefined;
  return path.endsWith('.prisma') || mayDeclare(read.text) ? read.text : undefined;
}

/** UTF-16 units of a file: nobody writes longer ones by hand. */
const longest = 2 ** 20;
