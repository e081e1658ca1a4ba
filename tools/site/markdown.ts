import { existsSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { rules } from '../../server/src/core/rules/index.js';
import { inProject } from '../generate/target.js';
import { fragmentOf } from './browser/share.js';
import { escaped, inRepository } from './layout.js';
import { linkFrom, type Page, siteFileOf } from './pages.js';

// HTML that stands in the text is shown as text
const markdown = new MarkdownIt({ html: false });
const { rules: renderers } = markdown.renderer;

// What is wider than a window is scrolled by itself, also by keys
renderers.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
renderers.table_close = () => '</table></div>\n';
renderers.fence = (tokens, at) => {
  const { content = '', info = '' } = tokens[at] ?? {};
  const language = info.trim() === '' ? '' : ` class="language-${escaped(info.trim())}"`;
  const link = tokens[at]?.attrGet('data-try');
  const offer = link ? `<p class="try"><a href="${escaped(link)}">Open in the playground</a></p>\n` : '';
  return `<pre><code${language}>${escaped(content)}</code></pre>\n${offer}`;
};
renderers.image = (tokens, at) => {
  const token = tokens[at];
  const [source, dark] = [token?.attrGet('src') ?? '', token?.attrGet('data-dark')];
  const image = `<img src="${escaped(source)}" alt="${escaped(token?.content ?? '')}">`;
  if (!dark) return image;
  return `<picture><source media="(prefers-color-scheme: dark)" srcset="${escaped(dark)}">${image}</picture>`;
};

/** A page's title, and its text as HTML. */
export function renderPage(page: Page, text: string): { readonly title: string; readonly body: string } {
  const tokens = markdown.parse(withoutHtml(text), {});
  const ids = new Map<string, number>();
  let title = '';
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const words = wordsOf(tokens[at + 1]);
      if (token.tag === 'h1') title ||= words;
      token.attrSet('id', anchorOf(words, ids));
    }
    if (token.type === 'fence') offerToTry(page, token);
    for (const inner of token.children ?? []) {
      if (inner.type === 'link_open') inner.attrSet('href', linked(page, inner.attrGet('href') ?? ''));
      if (inner.type === 'image') showPicture(page, inner);
    }
  }
  return { title, body: markdown.renderer.render(withoutEmptyHeads(tokens), markdown.options, {}) };
}

/** The comments of the generator go; a picture with a dark form is one of Markdown, which finds its dark form by the name. */
const withoutHtml = (text: string): string =>
  text
    .replace(/^<!-- \/?[\w-]+ -->\n/gm, '')
    .replace(/<picture>[\s\S]*?<img alt="([^"]*)" src="([^"]*)"[^>]*>[\s\S]*?<\/picture>/g, '![$1]($2)');

const wordsOf = (token: MarkdownIt.Token | undefined): string =>
  (token?.children ?? []).map(({ content }) => content).join('');

/** The name by which links find a heading, as GitHub makes it; the second of the same words has a number. */
function anchorOf(words: string, ids: Map<string, number>): string {
  const id = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
  const count = ids.get(id) ?? 0;
  ids.set(id, count + 1);
  return count === 0 ? id : `${id}-${count}`;
}

/** A link within the documentation leads to its page; another file is in the repository. */
function linked({ source, file }: Page, link: string): string {
  if (/^([a-z]+:|#)/i.test(link)) return link;
  const [name = '', anchor] = link.split('#');
  const wanted = path.posix.join(path.posix.dirname(source), name);
  const target = siteFileOf(wanted);
  const address = target === undefined ? inRepository(wanted) : linkFrom(file, target);
  return anchor === undefined ? address : `${address}#${anchor}`;
}

function showPicture(page: Page, token: MarkdownIt.Token): void {
  const source = token.attrGet('src') ?? '';
  const dark = source.replace(/\.png$/, '-dark.png');
  const isThere = existsSync(inProject(path.posix.join(path.posix.dirname(page.source), dark)));
  if (isThere && dark !== source) token.attrSet('data-dark', linked(page, dark));
  token.attrSet('src', linked(page, source));
}

/** The example of a rule can be opened in the playground, with its day. */
function offerToTry({ source, file }: Page, token: MarkdownIt.Token): void {
  const id = /^docs\/rules\/(.*)\.md$/.exec(source)?.[1];
  const rule = rules.find((one) => one.id === id);
  const example = rule?.examples.find(({ bad }) => `${bad}\n` === token.content);
  if (!example) return;
  const day = typeof example.asOf === 'string' ? example.asOf : 'latest';
  token.attrSet('data-try', `${linkFrom(file, 'playground.html')}#${fragmentOf({ text: example.bad, day })}`);
}

/** A table without headings has none that a screen reader would read. */
function withoutEmptyHeads(tokens: readonly MarkdownIt.Token[]): MarkdownIt.Token[] {
  const kept: MarkdownIt.Token[] = [];
  let end = -1;
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'thead_open') {
      const close = tokens.findIndex(({ type }, other) => other > at && type === 'thead_close');
      const isEmpty = tokens
        .slice(at, close)
        .every(({ type, content }) => type !== 'inline' || content === '');
      if (isEmpty) end = close;
    }
    if (at > end) kept.push(token);
  }
  return kept;
}
