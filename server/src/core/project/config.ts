import { type Day, parseAsOf } from '../dialect/asOf.js';
import type { Severities } from '../lint/diagnostics.js';
import { type Severity, severities } from '../lint/problem.js';
import { type Migrations, migrationModes } from '../lint/script/script.js';
import { rules, type RuleId as SqlRuleId } from '../rules/index.js';
import { type FolderLayout, layouts } from '../syntax/migrationTools.js';
import { faultOfMark } from '../syntax/ownPlaceholders.js';
import { closest } from '../text/closest.js';
import { parseGlob } from '../text/glob.js';
import {
  commaPositions,
  type FormatSettings,
  keywordCases,
  lineWidths,
  widestIndent,
} from './formatStyle.js';
import { type HostRuleId, hostRules } from './hostRules.js';

/** The rules about SQL, and those about the code around it. */
type RuleId = SqlRuleId | HostRuleId;

/** `dsql.config.json`: what editor and command line share. Globs are relative to the file's folder. */
export interface Config {
  readonly asOf?: Day;
  /** The file of the dialect's facts, relative to the file's folder, which replaces those that are built in. */
  readonly dialect?: string;
  /** The file of what a probe has found of a cluster. */
  readonly overlay?: string;
  readonly rules: Severities<RuleId>;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** How a migration tool sends a file; `unknown` where the configuration does not say. */
  readonly migrations: Migrations;
  /** The tool that lays out and applies the migrations of the project; undefined where its files tell it. */
  readonly layout?: FolderLayout;
  readonly format: FormatSettings;
  /** Patterns of a tool's own placeholders, such as `[[*]]`, beside those that are known. */
  readonly placeholders: readonly string[];
  /** Files of other languages whose SQL is checked: all, none, or those of some languages; undefined where it is not said. */
  readonly embedded?: boolean | readonly string[];
  /** Functions and tags whose text is SQL, beside those that are known. */
  readonly embeddedNames: readonly string[];
  /** Whether strings of code are read that no known function takes. */
  readonly embeddedGuess: boolean;
}

export const emptyConfig: Config = {
  rules: {},
  include: [],
  exclude: [],
  migrations: 'unknown',
  format: {},
  placeholders: [],
  embeddedNames: [],
  embeddedGuess: false,
};

export interface ParsedConfig {
  readonly config: Config;
  /** One sentence for each error. The valid parts of the text are used. */
  readonly problems: readonly string[];
}

/** Reads the text of a `dsql.config.json`. Never throws. */
export function parseConfig(text: string): ParsedConfig {
  const json = parseJson(text);
  if ('problem' in json) return { config: emptyConfig, problems: [json.problem] };
  return readConfig(json.value);
}

/** Reads the same settings from a value that is JSON already, such as an editor's settings. */
export function readConfig(value: unknown): ParsedConfig {
  const { config, problems } = readAll(value);
  const left = problems.length - mostProblems;
  if (left <= 0) return { config, problems };
  return {
    config,
    problems: [...problems.slice(0, mostProblems), `And ${left} more problems of this kind.`],
  };
}

/** Nobody reads more of them. */
const mostProblems = 20;

function readAll(value: unknown): ParsedConfig {
  if (!isRecord(value)) return { config: emptyConfig, problems: ['The configuration must be an object.'] };
  const problems: string[] = [];
  const read = <V>(
    name: string,
    parse: (value: unknown, problems: string[]) => V | undefined,
  ): V | undefined => (value[name] === undefined ? undefined : parse(value[name], problems));
  for (const name of Object.keys(value)) {
    if (!known.has(name))
      problems.push(
        `${shown(name)} is not a setting; known are ${[...known].filter((one) => one !== '$schema').join(', ')}.`,
      );
  }
  const asOf = read('asOf', readAsOf);
  const embedded = read('embedded', readEmbedded);
  const dialect = read('dialect', readPath('dialect'));
  const overlay = read('overlay', readPath('overlay'));
  const layout = read('layout', readLayout);
  return {
    config: {
      ...(asOf && { asOf }),
      ...(dialect && { dialect }),
      ...(overlay && { overlay }),
      rules: read('rules', readRules) ?? {},
      include: read('include', globs('include')) ?? [],
      exclude: read('exclude', globs('exclude')) ?? [],
      migrations: read('migrations', readMigrations) ?? 'unknown',
      ...(layout && { layout }),
      format: read('format', readFormat) ?? {},
      placeholders: read('placeholders', readPlaceholders) ?? [],
      ...(embedded !== undefined && { embedded }),
      embeddedNames: read('embeddedNames', readNames) ?? [],
      embeddedGuess: read('embeddedGuess', readGuess) ?? false,
    },
    problems,
  };
}

const known = new Set([
  '$schema',
  'asOf',
  'dialect',
  'overlay',
  'rules',
  'include',
  'exclude',
  'migrations',
  'layout',
  'format',
  'placeholders',
  'embedded',
  'embeddedNames',
  'embeddedGuess',
]);

function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch (error) {
    // JSON.parse reports an error by throwing only.
    return { problem: `It is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

function readAsOf(value: unknown, problems: string[]): Day | undefined {
  const asOf = typeof value === 'string' ? parseAsOf(value) : undefined;
  if (!asOf) problems.push(`"asOf" must be "latest" or a day such as "2026-11-28", not ${shown(value)}.`);
  return asOf;
}

const readPath =
  (name: string) =>
  (value: unknown, problems: string[]): string | undefined => {
    if (typeof value === 'string' && value !== '' && !value.includes('\0')) return value;
    problems.push(`"${name}" must be the path of a file, not ${shown(value)}.`);
    return undefined;
  };

const ruleIds: ReadonlySet<string> = new Set([...rules, ...hostRules].map(({ id }) => id));

const isRuleId = (id: string): id is RuleId => ruleIds.has(id);

function readRules(value: unknown, problems: string[]): Severities<RuleId> {
  if (!isRecord(value)) {
    problems.push('"rules" must be an object of rule ids and severities.');
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, severity]): [RuleId, Severity | 'off'][] => {
      if (!isRuleId(id)) problems.push(notARule(id));
      else if (!isSeverity(severity))
        problems.push(
          `The severity of "${id}" must be off, hint, info, warning or error, not ${shown(severity)}.`,
        );
      else return [[id, severity]];
      return [];
    }),
  );
}

function readMigrations(value: unknown, problems: string[]): Migrations | undefined {
  const mode = migrationModes.find((one) => one === value);
  if (!mode) problems.push(`"migrations" must be one of ${migrationModes.join(', ')}, not ${shown(value)}.`);
  return mode;
}

function readLayout(value: unknown, problems: string[]): FolderLayout | undefined {
  const layout = layouts.find((one) => one === value);
  if (!layout) problems.push(`"layout" must be one of ${layouts.join(', ')}, not ${shown(value)}.`);
  return layout;
}

function readFormat(value: unknown, problems: string[]): FormatSettings {
  if (!isRecord(value)) {
    problems.push('"format" must be an object.');
    return {};
  }
  const one = <V>(name: string, isRight: (value: unknown) => value is V, wanted: string): V | undefined => {
    const given = value[name];
    if (given === undefined || isRight(given)) return given;
    problems.push(`"format.${name}" must be ${wanted}, not ${shown(given)}.`);
    return undefined;
  };
  for (const name of Object.keys(value))
    if (!knownInFormat.has(name))
      problems.push(
        `${shown(name)} is not a setting of "format"; known are ${[...knownInFormat].join(', ')}.`,
      );
  const { least, most } = lineWidths;
  const keywordCase = one('keywordCase', isOneOf(keywordCases), `one of ${keywordCases.join(', ')}`);
  const indent = one('indent', isIndent, `a number from 1 to ${widestIndent}, or "tab"`);
  const lineWidth = one('lineWidth', isWithin(least, most), `a number from ${least} to ${most}`);
  const commaPosition = one('commaPosition', isOneOf(commaPositions), `one of ${commaPositions.join(', ')}`);
  return {
    ...(keywordCase && { keywordCase }),
    ...(indent && { indent }),
    ...(lineWidth && { lineWidth }),
    ...(commaPosition && { commaPosition }),
  };
}

const knownInFormat = new Set(['keywordCase', 'indent', 'lineWidth', 'commaPosition']);

const isOneOf =
  <V extends string>(choices: readonly V[]) =>
  (value: unknown): value is V =>
    choices.some((one) => one === value);

const isWithin =
  (least: number, most: number) =>
  (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const isIndent = (value: unknown): value is number | 'tab' =>
  value === 'tab' || isWithin(1, widestIndent)(value);

function readPlaceholders(value: unknown, problems: string[]): readonly string[] {
  if (!isTexts(value)) {
    problems.push('"placeholders" must be a list of marks such as "[[*]]".');
    return [];
  }
  if (value.length > mostMarks)
    problems.push(`"placeholders" has more than ${mostMarks} marks: the rest is ignored.`);
  return value.slice(0, mostMarks).filter((mark) => {
    const fault = faultOfMark(mark);
    if (fault !== undefined) problems.push(`${shown(mark)} in "placeholders" is not valid: ${fault}.`);
    return fault === undefined;
  });
}

const mostMarks = 50;

/** The languages whose files may hold SQL, as the configuration calls them. */
export const hostLanguages = [
  'typescript',
  'javascript',
  'python',
  'go',
  'java',
  'kotlin',
  'csharp',
  'rust',
  'elixir',
] as const;

const isHostLanguage = (name: string): boolean => hostLanguages.some((one) => one === name);

function readEmbedded(value: unknown, problems: string[]): boolean | readonly string[] | undefined {
  if (typeof value === 'boolean') return value;
  if (!isTexts(value)) {
    problems.push(`"embedded" must be true, false or a list of languages, not ${shown(value)}.`);
    return undefined;
  }
  for (const name of value)
    if (!isHostLanguage(name))
      problems.push(
        `${shown(name)} in "embedded" is not a language whose SQL is read; known are ${hostLanguages.join(', ')}.`,
      );
  return value.filter(isHostLanguage);
}

function readNames(value: unknown, problems: string[]): readonly string[] {
  if (!isTexts(value)) {
    problems.push('"embeddedNames" must be a list of names of functions and tags such as "runSql".');
    return [];
  }
  return value.slice(0, mostMarks).filter((name) => {
    const isName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name);
    if (!isName)
      problems.push(
        `${shown(name)} in "embeddedNames" is not the name of a function or tag, such as "runSql".`,
      );
    return isName;
  });
}

function readGuess(value: unknown, problems: string[]): boolean | undefined {
  if (typeof value === 'boolean') return value;
  problems.push(`"embeddedGuess" must be true or false, not ${shown(value)}.`);
  return undefined;
}

const globs =
  (name: string) =>
  (value: unknown, problems: string[]): string[] => {
    if (!isTexts(value)) {
      problems.push(`"${name}" must be a list of glob patterns.`);
      return [];
    }
    const kept: string[] = [];
    let length = 0;
    for (const glob of value) {
      const read = parseGlob(glob);
      if (typeof read !== 'string') kept.push(glob);
      else problems.push(`${shown(glob)} in "${name}" is not valid: ${read}.`);
      length += typeof read === 'string' ? 0 : glob.length;
      if (length <= mostGlobs) continue;
      problems.push(`"${name}" has more than ${mostGlobs} characters: the rest is ignored.`);
      break;
    }
    return kept;
  };

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** UTF-16 units of a list of patterns, all of which each path is checked against. */
const mostGlobs = 65_536;

/** A value as a sentence names it: a text in quotes, not too long; of a list or an object that it is one. */
function notARule(id: string): string {
  const meant = closest(id, [...ruleIds]);
  return `${shown(id)} is not a rule; "dsql rules" lists them.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`;
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' && value.length > longestShown
    ? `${JSON.stringify(value.slice(0, longestShown))}…`
    : JSON.stringify(value);
}

const longestShown = 60;

const isSeverity = (value: unknown): value is Severity | 'off' =>
  value === 'off' || severities.some((one) => one === value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
