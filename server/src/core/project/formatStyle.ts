/** How a person wants SQL to look. */
export interface FormatStyle {
  readonly keywordCase: KeywordCase;
  /** One step of indentation: blanks, or a tab. */
  readonly indent: string;
  /** Columns that a tab takes where the width of a line is counted. */
  readonly tabWidth: number;
  /** Columns of a line; what cannot be parted is longer. */
  readonly lineWidth: number;
  readonly commaPosition: CommaPosition;
  /** What a line ends with; as the first one does where nothing is said. */
  readonly lineEnd?: LineEnd | undefined;
  /** Whether the text is to end with a line break; as it did where nothing is said. */
  readonly insertFinalNewline?: boolean | undefined;
}

export const keywordCases = ['preserve', 'upper', 'lower'] as const;
export type KeywordCase = (typeof keywordCases)[number];

/** Where a comma stands that parts two lines: at the end of the first, or before the second. */
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

/** What bounds the numbers of a configuration. */
export const widestIndent = 16;
export const lineWidths = { least: 40, most: 400 } as const;

const defaultStyle: FormatStyle = {
  keywordCase: 'preserve',
  indent: '  ',
  tabWidth: 4,
  lineWidth: 100,
  commaPosition: 'trailing',
};

/** What is said of a style, the first of it counting. Indentation is one answer: a tab has its width beside it. */
export function styleOf(...said: readonly Partial<FormatStyle>[]): FormatStyle {
  return Object.assign({}, defaultStyle, ...said.toReversed());
}

/** A configuration as a part of a style. */
export const styleIn = ({ indent, ...others }: FormatSettings): Partial<FormatStyle> => ({
  ...others,
  ...(indent !== undefined && { indent: indent === 'tab' ? '\t' : ' '.repeat(indent) }),
});
