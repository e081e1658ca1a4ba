import type { Analyzer, Parser } from '../core/lint/analysis.js';
import type { FileProblem } from '../core/lint/problemsByFile.js';
import { embeddedIn } from '../embedded/embeddedSql.js';
import { createGrammars } from '../embedded/grammars.js';
import { withGuessed } from '../embedded/guessed.js';
import { hostFindings } from '../embedded/hostChecks/hostChecks.js';
import { hostProblems } from '../embedded/hostChecks/problems.js';
import { languageOfPath } from '../embedded/languages.js';
import { conventionsOf } from '../embedded/models/model.js';
import { prismaModels } from '../embedded/models/prisma.js';
import { refusalsOf } from '../embedded/models/problems.js';
import { declaredIn, mayDeclare } from '../embedded/models/read.js';
import { embeddedOptions, manifestOf } from '../embedded/options.js';
import { problemsOf } from '../embedded/problems.js';
import { isSureIn, reasonIn } from '../embedded/reason.js';
import { mayHoldSql } from '../protocol/codeLanguages.js';
import { disk } from '../workspace/disk.js';
import type { Input } from './inputs.js';
import type { Settings } from './settings.js';

const grammarOf = createGrammars(__dirname);

/** The problems of the SQL in a file of code. None where the configuration turns that off, or where it speaks to another database. */
export async function problemsInCode(
  { path, text }: Pick<Input, 'path' | 'text'>,
  { options, code }: Pick<Settings, 'options' | 'code'>,
  analyzer: Analyzer,
  parser: Parser,
): Promise<readonly FileProblem[]> {
  if (path.endsWith('.prisma')) return refusalsOf(prismaModels(text).sent, analyzer, options);
  const language = languageOfPath(path);
  if (!language || !mayHoldSql(text)) return [];
  const manifest = await manifestOf(path, undefined, disk);
  const said = embeddedOptions(code, language.id, manifest);
  if (said.use === 'off') return [];
  const read = await grammarOf(language);
  const host = read(text);
  const reason = reasonIn(path, text, language, said);
  const found = embeddedIn(host, language, reason, said.names, isSureIn(text, language, said));
  const root = reason === 'named' && mayDeclare(text) ? host.root : undefined;
  const sent = root ? declaredIn(path, root, conventionsOf([]), manifest).sent : [];
  return [
    ...(said.guesses && reason !== 'other' ? withGuessed(found, host, language, parser) : found).flatMap(
      (sql) => problemsOf(sql, analyzer, options),
    ),
    ...refusalsOf(sent, analyzer, options),
    ...hostProblems(hostFindings(host, language, found, { path, reason, manifest }), options),
  ].sort((one, other) => one.span.start - other.span.start);
}
