// The part of markdown-it that is used here: the package brings no types.
declare module 'markdown-it' {
  interface Token {
    readonly type: string;
    readonly tag: string;
    readonly content: string;
    /** The language of a fence. */
    readonly info: string;
    readonly children: Token[] | null;
    attrGet(name: string): string | null;
    attrSet(name: string, value: string): void;
  }

  interface Rules {
    [type: string]: (tokens: readonly Token[], at: number) => string;
  }

  class MarkdownIt {
    constructor(options: { readonly html: boolean });
    readonly options: unknown;
    readonly renderer: {
      readonly rules: Rules;
      render(tokens: Token[], options: unknown, env: object): string;
    };
    readonly utils: { escapeHtml(text: string): string };
    parse(text: string, env: object): Token[];
  }

  namespace MarkdownIt {
    export type { Token };
  }

  export = MarkdownIt;
}
