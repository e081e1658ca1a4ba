const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

export type TextColor = keyof typeof codes;

/** Colors a text, where colors are wanted. */
export type Paint = (color: TextColor, text: string) => string;

interface Screen {
  readonly isTTY?: boolean;
  hasColors?(): boolean;
}

export const colorChoices = ['auto', 'always', 'never'] as const;

/** The value of the last `--color`, read before the command line is checked, because complaints have colors too. */
export function wantedColor(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => arg === '--color' || arg.startsWith('--color='));
  return args[at] === '--color' ? args[at + 1] : args[at]?.slice('--color='.length);
}

/**
 * Colors where they are chosen; otherwise where the output is a terminal that supports them (see https://no-color.org), or
 * where FORCE_COLOR asks for them.
 */
export function paintFor(screen: Screen, env: NodeJS.ProcessEnv, choice: string | undefined): Paint {
  if (choice === 'always' || choice === 'never') return choice === 'always' ? colored : plain;
  const { FORCE_COLOR: forced, NO_COLOR: refused } = env;
  const isForced = forced !== undefined && forced !== '0' && !refused;
  const wanted = isForced || (screen.isTTY === true && screen.hasColors?.() === true);
  return wanted ? colored : plain;
}

const plain: Paint = (_, text) => text;

const colored: Paint = (color, text) => {
  const [on, off] = codes[color];
  return `\x1b[${on}m${text}\x1b[${off}m`;
};
