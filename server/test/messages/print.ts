// `npm run messages`: every text that a person reads, by file and line, in Markdown.
import { readMessages } from './read.js';

async function print(): Promise<void> {
  let file = '';
  for (const message of await readMessages()) {
    if (message.file !== file) console.log(`\n## ${message.file}\n`);
    file = message.file;
    console.log(`- ${message.line}: ${message.text.replaceAll('\n', '⏎')}`);
  }
}

void print();
