import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * The licenses of the packages that esbuild has put into these outputs, by its metafile. Throws where a package has none:
 * it must not be shipped then. `unnamed`: the notices of what no package names.
 */
export function noticesOf(outputs, names, unnamed = [grammarNotice, hostGrammars]) {
  const inputs = names.flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
  const folders = [...new Set(inputs.flatMap((input) => packageFolder(input) ?? []))];
  const byLicense = new Map();
  for (const { title, text } of folders.map(noticeOf))
    byLicense.set(text, (byLicense.get(text) ?? new Set()).add(title));
  const parts = [...byLicense].map(([text, titles]) => `${[...titles].sort().join('\n')}\n\n${text}`);
  const all = [...parts.sort(), ...unnamed].map((text) => text.trim());
  return `DSQL Workbench holds software of others, under these licenses.\n\n${all.join(`\n\n${line}\n\n`)}\n`;
}

const line = '-'.repeat(72);

/** The folder of the package that a bundled file belongs to, below the root; undefined for a file of ours. */
const packageFolder = (input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!file && !license) throw new Error(`${folder} is bundled and names no license.`);
  const text = file === undefined ? `License: ${license}` : readFileSync(join(root, folder, file), 'utf8');
  return { title: `${name} ${version} (${license})`, text: text.trim() };
}

/** libpg-query.wasm is PostgreSQL's parser, cut out by libpg_query; no file of the package says so. */
export const grammarNotice = `PostgreSQL, whose parser is in libpg-query.wasm (PostgreSQL License)

Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group
Portions Copyright (c) 1994, The Regents of the University of California

Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee, and
without a written agreement is hereby granted, provided that the above copyright notice and this paragraph and the
following two paragraphs appear in all copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR
CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN IF THE
UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES
OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN "AS IS" BASIS, AND THE
UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.


libpg_query, which cuts it out (BSD 3-Clause License)

Copyright (c) 2015, Lukas Fittl

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:

* Redistributions of source code must retain the above copyright notice, this list of conditions and the following
  disclaimer.
* Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
  disclaimer in the documentation and/or other materials provided with the distribution.
* Neither the name of pg_query nor the names of its contributors may be used to endorse or promote products derived from
  this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

/** The grammars of other languages are files of their own, which no bundle names. */
const hostGrammars = `tree-sitter-c-sharp, -go, -java, -python, -rust, -tsx and -typescript, and -kotlin, whose parsers are in the
files tree-sitter-*.wasm (MIT License)

Copyright (c) Max Brunsfeld, Amaan Qureshi, Ayman Nadeem, Maxim Sokolov, Damien Guard and contributors
Copyright (c) 2019 fwcd (tree-sitter-kotlin)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.


tree-sitter-elixir, whose parser is in tree-sitter-elixir.wasm (Apache License 2.0, whose text is in the file LICENSE)

Copyright 2021 The Elixir Team`;
