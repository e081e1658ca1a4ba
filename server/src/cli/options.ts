import { parseArgs } from 'node:util';
import { closest } from '../core/text/closest.js';
import type { Trouble } from '../files/trouble.js';
import { program } from './invocation.js';

/** One option: `value` is the placeholder of a free value, `choices` are the only values; with neither it is a switch. */
export interface Option {
  readonly help: string;
  readonly value?: string;
  readonly choices?: readonly string[];
  /** The placeholder of a value that a switch may take behind an equals sign. */
  readonly optional?: string;
}

export type Options = Readonly<Record<string, Option>>;

export type Values<O extends Options> = {
  readonly [Name in keyof O]?: O[Name] extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : O[Name] extends { readonly value: string }
      ? string
      : O[Name] extends { readonly optional: string }
        ? string | true
        : true;
};

export interface Parsed<O extends Options> {
  readonly values: Values<O>;
  readonly operands: readonly string[];
}

/** The values of a command's options and its operands, or what is wrong with them in one sentence. */
export function parseOptions<O extends Options>(
  args: readonly string[],
  options: O,
  command: string,
): Parsed<O> | Trouble {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [
        name,
        { type: isSwitch(option) ? 'boolean' : 'string' },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    const trouble = option ? wrongUse(token, option) : unknown(token, Object.keys(options), command);
    if (trouble) return { trouble };
    values[token.name] = token.value ?? true;
  }
  // The loop has checked each value against its option, which the compiler cannot follow.
  return { values: values as Values<O>, operands: positionals };
}

function unknown({ name, rawName }: OptionToken, names: readonly string[], command: string): string {
  const meant = closest(name, names);
  const question = meant === undefined ? '' : ` Did you mean --${meant}?`;
  return `There is no option ${rawName}: see ${program} ${command} --help.${question}`;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function wrongUse({ rawName, value, inlineValue }: OptionToken, option: Option): string | undefined {
  if (isSwitch(option))
    return value === undefined || option.optional ? undefined : `${rawName} takes no value.`;
  if (value === undefined || (!inlineValue && /^-./.test(value)))
    return `${rawName} needs ${valuesOf(option)}.`;
  if (!option.choices || option.choices.includes(value)) return undefined;
  return `${rawName} takes ${valuesOf(option)}, not "${value}".`;
}

export const isSwitch = ({ value, choices }: Option): boolean => value === undefined && choices === undefined;

/** Whether its value is the name of a file or a folder. */
export const takesFile = ({ value = '' }: Option): boolean => /^(?:FILE|DIR|BIN)\b/.test(value);

const valuesOf = ({ value, choices }: Option): string =>
  choices ? `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}` : `a value: ${value}`;
