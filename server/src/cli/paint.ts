const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

export type Color = keyof typeof codes;

/** Puts a text into a color, where colors are wanted. */
export type Paint = (color: Color, text: string) => string;

interface Screen {
  readonly isTTY?: boolean;
  hasColors?(): boolean;
}

export const colorChoices = ['auto', 'always', 'never'] as const;

/** What the last `--color` of a command line says, read before the line is checked: complaints are painted too. */
export function wantedColor(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => arg === '--color' || arg.startsWith('--color='));
  return args[at] === '--color' ? args[at + 1] : args[at]?.slice('--color='.length);
}

/** Colors where they are chosen, else where the output is a terminal that has them (see https://no-color.org), or where FORCE_COLOR asks for them. */
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
