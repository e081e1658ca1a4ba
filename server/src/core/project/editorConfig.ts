import { globMatcher, parseGlob } from '../text/glob.js';
import { type FormatStyle, lineWidths, widestIndent } from './formatStyle.js';

/** An `.editorconfig`: https://spec.editorconfig.org */
export interface EditorConfig {
  /** No file in a parent folder is read. */
  readonly isRoot: boolean;
  readonly sections: readonly Section[];
}

interface Section {
  /** Of a path relative to the file's folder, with `/`. */
  readonly matches: (path: string) => boolean;
  readonly pairs: ReadonlyMap<string, string>;
}

/** Reads a text as far as it is valid. Lines that are not are skipped, as the specification demands. */
export function parseEditorConfig(text: string): EditorConfig {
  const sections: { readonly matches: Section['matches']; readonly pairs: Map<string, string> }[] = [];
  let isRoot = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const content = line.trim();
    if (content === '' || /^[#;]/.test(content)) continue;
    const glob = /^\[(.+)\]$/.exec(content)?.[1];
    if (glob !== undefined) {
      sections.push({ matches: matcherOf(glob), pairs: new Map() });
      continue;
    }
    const equals = content.indexOf('=');
    if (equals < 1) continue;
    const key = content.slice(0, equals).trim().toLowerCase();
    const value = content
      .slice(equals + 1)
      .trim()
      .toLowerCase();
    const section = sections.at(-1);
    if (section) section.pairs.set(key, value);
    else if (key === 'root') isRoot = value === 'true';
  }
  return { isRoot, sections };
}

/** A pattern without a slash matches a name in any folder. */
function matcherOf(pattern: string): Section['matches'] {
  const path = withNumbers(pattern.replace(/^\//, ''));
  const glob = parseGlob(pattern.includes('/') ? path : `**/${path}`);
  return typeof glob === 'string' ? () => false : globMatcher([glob]);
}

/** `{1..3}` as `{1,2,3}`; a longer range stays as it is. */
const withNumbers = (pattern: string): string =>
  pattern.replace(/\{(-?\d{1,6})\.\.(-?\d{1,6})\}/g, (written, one: string, other: string) => {
    const [least, most] = [Number(one), Number(other)].sort((a, b) => a - b);
    if (least === undefined || most === undefined || most - least >= longestRange) return written;
    return `{${Array.from({ length: most - least + 1 }, (_, at) => least + at).join(',')}}`;
  });

const longestRange = 200;

/** The pairs that hold for a path: later sections before earlier ones. */
export function pairsFor({ sections }: EditorConfig, path: string): ReadonlyMap<string, string> {
  return new Map(sections.filter(({ matches }) => matches(path)).flatMap(({ pairs }) => [...pairs]));
}

/** The style of SQL that the pairs give. Unknown values are ignored. */
export function styleOfPairs(pairs: ReadonlyMap<string, string>): Partial<FormatStyle> {
  const numberIn = (key: string, least: number, most: number): number | undefined => {
    const value = pairs.get(key);
    const number = value !== undefined && /^\d{1,4}$/.test(value) ? Number(value) : undefined;
    return number !== undefined && number >= least && number <= most ? number : undefined;
  };
  const tabWidth = numberIn('tab_width', 1, widestIndent);
  const isTab = pairs.get('indent_style') === 'tab';
  const size =
    numberIn('indent_size', 1, widestIndent) ?? (pairs.get('indent_size') === 'tab' ? tabWidth : undefined);
  const width = tabWidth ?? size;
  const lineWidth = numberIn('max_line_length', lineWidths.least, lineWidths.most);
  const lineEnd = ({ lf: '\n', crlf: '\r\n' } as const)[pairs.get('end_of_line') ?? ''];
  const final = pairs.get('insert_final_newline');
  return {
    ...(isTab && { indent: '\t' }),
    ...(!isTab && size !== undefined && { indent: ' '.repeat(size) }),
    ...(width !== undefined && { tabWidth: width }),
    ...(lineWidth !== undefined && { lineWidth }),
    ...(lineEnd !== undefined && { lineEnd }),
    ...((final === 'true' || final === 'false') && { insertFinalNewline: final === 'true' }),
  };
}
