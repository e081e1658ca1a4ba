import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pairsFor, parseEditorConfig, styleOfPairs } from '../../src/core/project/editorConfig.js';
import type { FormatStyle } from '../../src/core/project/formatStyle.js';

/** A file, a path below its folder, and the style that it says. */
const cases: readonly (readonly [text: string, path: string, style: Partial<FormatStyle>])[] = [
  ['[*]\nindent_size = 4\n', 'a.sql', { indent: '    ', tabWidth: 4 }],
  ['[*]\nindent_style = tab\ntab_width = 8\n', 'a.sql', { indent: '\t', tabWidth: 8 }],
  ['[*]\nindent_style = tab\nindent_size = 3\n', 'a.sql', { indent: '\t', tabWidth: 3 }],
  ['[*]\nindent_size = tab\ntab_width = 4\n', 'a.sql', { indent: '    ', tabWidth: 4 }],
  ['[*]\nmax_line_length=120\n', 'deep/in/a.sql', { lineWidth: 120 }],
  ['[*]\nmax_line_length=off\nindent_size = many\n', 'a.sql', {}],
  [
    '[*]\nend_of_line = CRLF\ninsert_final_newline = True\n',
    'a.sql',
    { lineEnd: '\r\n', insertFinalNewline: true },
  ],
  [
    '[*]\r\nend_of_line = lf\r\ninsert_final_newline = false',
    'a.sql',
    { lineEnd: '\n', insertFinalNewline: false },
  ],
  ['[*.sql]\nindent_size=4\n[*.md]\nindent_size=8\n', 'a.sql', { indent: '    ', tabWidth: 4 }],
  ['[*]\nindent_size=4\n[*.sql]\nindent_size=2\n', 'x/a.sql', { indent: '  ', tabWidth: 2 }],
  ['[*]\nindent_size=4\n[*.sql]\nindent_size=unset\n', 'a.sql', {}],
  ['[migrations/*.sql]\nindent_size=4\n', 'migrations/a.sql', { indent: '    ', tabWidth: 4 }],
  ['[migrations/*.sql]\nindent_size=4\n', 'x/migrations/a.sql', {}],
  ['[/*.sql]\nindent_size=4\n', 'x/a.sql', {}],
  ['[{a,b}.sql]\nindent_size=4\n', 'x/b.sql', { indent: '    ', tabWidth: 4 }],
  ['[v{1..12}.sql]\nindent_size=4\n', 'v12.sql', { indent: '    ', tabWidth: 4 }],
  ['[v{1..12}.sql]\nindent_size=4\n', 'v13.sql', {}],
  ['[**.sql]\nindent_size=4\n', 'x/y/a.sql', { indent: '    ', tabWidth: 4 }],
  ['indent_size = 4\n# [*]\n; [*]\n', 'a.sql', {}],
  ['[\n]\n[[]\nindent_size\n= 4\n[*]\nINDENT_SIZE = 4 \n', 'a.sql', { indent: '    ', tabWidth: 4 }],
  ['\ufeff', 'a.sql', {}],
];

for (const [text, path, style] of cases)
  test(`${JSON.stringify(text)} says of ${path}`, () => {
    assert.deepEqual(styleOfPairs(pairsFor(parseEditorConfig(text), path)), style);
  });

test('only a line before all sections makes a file the root', () => {
  assert.equal(parseEditorConfig('ROOT = True\n[*]').isRoot, true);
  assert.equal(parseEditorConfig('[*]\nroot = true').isRoot, false);
});
