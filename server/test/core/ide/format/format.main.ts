import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { splitScript } from '../../../../src/core/syntax/split.js';
import { faultsOf, format } from './formatOracle.js';

// Formats every .sql file of the folders named and says what must not happen: node --import tsx … FOLDER …

const counts = { files: 0, statements: 0, wrong: 0 };
const kept = new Map<string, number>();
for (const folder of process.argv.slice(2))
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.sql')) continue;
    const text = readFileSync(path.join(folder, file), 'utf8');
    counts.files++;
    counts.statements += splitScript(text).pieces.length;
    const formatted = format(text);
    for (const { reason, span } of formatted.kept) {
      const kind = reason.replace(/".*"/g, '…');
      kept.set(kind, (kept.get(kind) ?? 0) + 1);
      if (/would/.test(reason))
        console.log(
          `${file} stays: ${reason}: ${JSON.stringify(text.slice(span.start, span.end).slice(0, 300))}`,
        );
    }
    const faults = faultsOf(text, formatted.text);
    counts.wrong += faults.length;
    if (faults.length > 0) console.log(`${file}\n  ${faults.join('\n  ')}`);
  }
console.log(counts, kept);
