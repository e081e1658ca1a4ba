import { parseArgs } from 'node:util';
import type { Trouble } from '../workspace/trouble.js';

/** One option: `value` is the placeholder of a free value, `choices` are the only values; with neither it is a switch. */
export interface Option {
  readonly help: string;
  readonly value?: string;
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;

export type Values<O extends Options> = {
  readonly [Name in keyof O]?: O[Name] extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : O[Name] extends { readonly value: string }
      ? string
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
    const trouble = option
      ? wrongUse(token, option)
      : `There is no option ${token.rawName}: see dsql ${command} --help.`;
    if (trouble) return { trouble };
    values[token.name] = token.value ?? true;
  }
  // The loop has checked each value against its option, which the compiler cannot follow.
  return { values: values as Values<O>, operands: positionals };
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function wrongUse({ rawName, value, inlineValue }: OptionToken, option: Option): string | undefined {
  if (isSwitch(option)) return value === undefined ? undefined : `${rawName} takes no value.`;
  if (value === undefined || (!inlineValue && /^-./.test(value)))
    return `${rawName} needs ${valuesOf(option)}.`;
  if (!option.choices || option.choices.includes(value)) return undefined;
  return `${rawName} takes ${valuesOf(option)}, not "${value}".`;
}

const isSwitch = ({ value, choices }: Option): boolean => value === undefined && choices === undefined;

const valuesOf = ({ value, choices }: Option): string =>
  choices ? `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}` : `a value: ${value}`;
