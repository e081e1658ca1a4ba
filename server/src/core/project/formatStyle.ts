/** How a person wants SQL to look. */
export interface FormatStyle {
  readonly keywordCase: KeywordCase;
  /** One step of indentation: blanks, or a tab. */
  readonly indent: string;
  /** The columns of a tab, where the width of a line is counted. */
  readonly tabWidth: number;
  /** The columns of a line. What cannot be broken may be longer. */
  readonly lineWidth: number;
  readonly commaPosition: CommaPosition;
  /** The line break; the one of the first line where undefined. */
  readonly lineEnd?: LineEnd | undefined;
  /** Whether the text ends with a line break; as it did before where undefined. */
  readonly insertFinalNewline?: boolean | undefined;
}

export const keywordCases = ['preserve', 'upper', 'lower'] as const;
export type KeywordCase = (typeof keywordCases)[number];

/** Where a comma stands between two lines: at the end of the first, or at the start of the second. */
export const commaPositions = ['trailing', 'leading'] as const;
export type CommaPosition = (typeof commaPositions)[number];

export type LineEnd = '\n' | '\r\n';

/** What a configuration says of formatting. */
export interface FormatSettings {
  readonly keywordCase?: KeywordCase;
  /** Columns of a step, or `tab`. */
  readonly indent?: number | 'tab';
  readonly lineWidth?: number;
  readonly commaPosition?: CommaPosition;
}

/** The limits of the numbers in a configuration. */
export const widestIndent = 16;
export const lineWidths = { least: 40, most: 400 } as const;

const defaultStyle: FormatStyle = {
  keywordCase: 'preserve',
  indent: '  ',
  tabWidth: 4,
  lineWidth: 100,
  commaPosition: 'trailing',
};

/** The style from several sources, of which the first one counts. Indentation is taken as a whole: a tab comes with its width. */
export function styleOf(...said: readonly Partial<FormatStyle>[]): FormatStyle {
  return Object.assign({}, defaultStyle, ...said.toReversed());
}

/** A configuration as a part of a style. */
export const styleIn = ({ indent, ...others }: FormatSettings): Partial<FormatStyle> => ({
  ...others,
  ...(indent !== undefined && { indent: indent === 'tab' ? '\t' : ' '.repeat(indent) }),
});
