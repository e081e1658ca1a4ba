import type { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Grammar } from '../core/syntax/grammar.js';
import { byKey } from '../core/text/byKey.js';
import { type EmbeddedSql, embeddedIn, type HostReader } from '../embedded/embeddedSql.js';
import { withGuessed } from '../embedded/guessed.js';
import type { HostFinding } from '../embedded/hostChecks/finding.js';
import { hostFindings } from '../embedded/hostChecks/hostChecks.js';
import { type HostLanguage, languageOfId } from '../embedded/languages.js';
import { conventionsOf, type Sent } from '../embedded/models/model.js';
import { prismaModels } from '../embedded/models/prisma.js';
import { declaredIn, mayDeclare } from '../embedded/models/read.js';
import type { EmbeddedOptions } from '../embedded/options.js';
import { isSureIn, reasonIn } from '../embedded/reason.js';
import { mayHoldSql } from '../protocol/codeLanguages.js';
import type { Documents } from './documents.js';
import type { EmbeddedText, Placed } from './embeddedText.js';
import type { Models } from './models.js';

/** One version of a file of another language, and the SQL in it. */
export interface HostFile {
  readonly document: TextDocument;
  readonly version: number;
  readonly pieces: readonly EmbeddedText[];
  /** By the URIs of their documents. */
  readonly byUri: ReadonlyMap<string, EmbeddedText>;
  /** What its ORM will send for the models in it. */
  readonly sent: readonly Sent[];
  /** What is found in the code around the SQL. */
  readonly findings: readonly HostFinding[];
  /** As a configuration calls its language. */
  readonly language: string;
  /** What it was read under; undefined where nothing of it counts. */
  readonly options: EmbeddedOptions | undefined;
}

export interface Hosts {
  /** Whether a file is of a language that may hold SQL. */
  readonly isHost: (uri: string) => boolean;
  /** An open file of such a language as it is now; undefined where its SQL is not to be looked at. */
  readonly at: (uri: string) => Promise<HostFile | undefined>;
  /** The piece that a document stands for, as it was found last, or the model of a table. */
  readonly pieceOf: (uri: string) => Placed | undefined;
  readonly forget: (uri: string) => void;
}

/** What reads the files of a language. */
export type GrammarOf = (language: HostLanguage) => Promise<HostReader>;

/** Finds the SQL in open files of other languages. Without grammars no file is taken to hold any. */
export function createHosts(
  open: TextDocuments<TextDocument>,
  grammarOf: GrammarOf | undefined,
  models: Models,
  parser: Promise<Grammar>,
  optionsOf: (uri: string, language: string) => Promise<EmbeddedOptions>,
): { readonly hosts: Hosts; readonly documents: Documents } {
  const files = new Map<string, HostFile>();
  const readers = new Map<string, Promise<HostReader>>();
  const languageAt = (uri: string) => (grammarOf ? languageOfId(open.get(uri)?.languageId ?? '') : undefined);

  const ownPiece = (uri: string): Placed | undefined => {
    const host = files.get(hostUri(uri));
    const piece = host?.byUri.get(uri);
    return host && piece && { piece, host };
  };

  const hosts: Hosts = {
    isHost: (uri) => languageAt(uri) !== undefined || isPrisma(uri),
    async at(uri) {
      if (isPrisma(uri)) return prismaFile(open.get(uri));
      const language = languageAt(uri);
      const text = open.get(uri)?.getText() ?? '';
      if (!language || !grammarOf || !mayHoldSql(text)) return undefined;
      const options = await optionsOf(uri, language.id);
      if (options.use === 'off') return undefined;
      const reading = readers.get(uri) ?? grammarOf(language);
      readers.set(uri, reading);
      const read = await reading;
      const document = open.get(uri);
      if (!document) return undefined;
      const last = files.get(uri);
      const isSame = last?.version === document.version && last.document === document;
      if (isSame && isAlike(last.options, options)) return last;
      const parsed = read(document.getText());
      const reason = reasonIn(uri, parsed.text, language, options);
      const isSure = isSureIn(parsed.text, language, options);
      const found = embeddedIn(parsed, language, reason, options.names, isSure);
      const root = reason === 'named' && mayDeclare(parsed.text) ? parsed.root : undefined;
      const sent = root ? declaredIn(uri, root, conventionsOf([]), options.manifest).sent : [];
      const findings = hostFindings(parsed, language, found, {
        path: uri,
        reason,
        manifest: options.manifest,
      });
      const all =
        options.guesses && reason !== 'other' ? withGuessed(found, parsed, language, await parser) : found;
      const pieces = piecesOf(uri, all, last?.pieces ?? []);
      const byUri = new Map(pieces.map((piece) => [piece.document.uri, piece]));
      const file = {
        document,
        version: document.version,
        pieces,
        byUri,
        sent,
        findings,
        language: language.id,
        options,
      };
      files.set(uri, file);
      return file;
    },
    pieceOf: (uri) => ownPiece(uri) ?? models.tableOf(uri),
    forget(uri) {
      files.delete(uri);
      readers.delete(uri);
    },
  };
  const documents: Documents = {
    get: (uri) => open.get(uri) ?? hosts.pieceOf(uri)?.piece.document,
    all: () => open.all(),
    keys: () => open.keys(),
    embeddedIn: (host) => files.get(host)?.pieces.map(({ document }) => document) ?? [],
    hostOf: (uri) => (open.get(uri) || !ownPiece(uri) ? undefined : hostUri(uri)),
  };
  return { hosts, documents };
}

const isAlike = (one: EmbeddedOptions | undefined, other: EmbeddedOptions): boolean =>
  one?.use === other.use &&
  one.guesses === other.guesses &&
  one.manifest === other.manifest &&
  one.names.join() === other.names.join();

const isPrisma = (uri: string): boolean => uri.endsWith('.prisma');

/** A schema of Prisma holds no SQL, but what Prisma makes of it. */
const prismaFile = (document: TextDocument | undefined): HostFile | undefined =>
  document && {
    document,
    version: document.version,
    pieces: [],
    byUri: new Map(),
    sent: prismaModels(document.getText()).sent,
    findings: [],
    language: 'prisma',
    options: undefined,
  };

/** A file's name stays in front, so that what a configuration says of it holds for its SQL. */
const mark = '?sql=';

const hostUri = (uri: string): string => uri.slice(0, Math.max(0, uri.lastIndexOf(mark)));

/**
 * A text that was there before keeps its document; one that was edited is a new version of the document in its place. Texts
 * that are the same keep the order of their documents: what is known of the documents holds as long as it stays.
 */
function piecesOf(
  uri: string,
  found: readonly EmbeddedSql[],
  before: readonly EmbeddedText[],
): readonly EmbeddedText[] {
  const kept = keptPieces(
    found.map(({ text }) => text),
    before,
  );
  const known = new Set(kept);
  const free = before.filter((piece) => !known.has(piece))[Symbol.iterator]();
  let next = 1 + before.reduce((most, { document }) => Math.max(most, numberOf(document)), 0);
  return found.map((sql, at) => {
    const same = kept[at];
    if (same) return { document: same.document, sql };
    const edited: EmbeddedText | undefined = free.next().value;
    const id = edited?.document.uri ?? `${uri}${mark}${next++}`;
    const version = (edited?.document.version ?? 0) + 1;
    return { document: TextDocument.create(id, 'sql', version, sql.text), sql };
  });
}

/** The piece that had each text: in its place, counted from the first or from the last one, or else anywhere between. */
function keptPieces(
  texts: readonly string[],
  before: readonly EmbeddedText[],
): readonly (EmbeddedText | undefined)[] {
  const textAt = (at: number) => before[at]?.document.getText();
  const shorter = Math.min(texts.length, before.length);
  let first = 0;
  while (first < shorter && texts[first] === textAt(first)) first++;
  let tail = 0;
  while (tail < shorter - first && texts[texts.length - 1 - tail] === textAt(before.length - 1 - tail))
    tail++;
  const between = before.slice(first, before.length - tail);
  const byText = byKey(between.map((piece) => [piece.document.getText(), piece]));
  const taken = new Map<string, number>();
  return texts.map((text, at) => {
    if (at < first) return before[at];
    if (at >= texts.length - tail) return before[before.length - texts.length + at];
    const number = taken.get(text) ?? 0;
    taken.set(text, number + 1);
    return byText.get(text)?.[number];
  });
}

const numberOf = ({ uri }: TextDocument): number => Number(uri.slice(uri.lastIndexOf(mark) + mark.length));
