import { replaceFile } from '../workspace/replaceFile.js';
import { complainOf } from './complaint.js';
import type { Input } from './inputs.js';
import type { Terminal } from './terminal.js';
import { unifiedDiff } from './unifiedDiff.js';

/** Writes a changed text. Answers whether that was possible. */
export type PutOut = (input: Input, changed: string, terminal: Terminal) => Promise<boolean>;

/** `nowhere`: for texts that are only counted, or written in another way. */
export const outputs: Readonly<Record<'diff' | 'stdout' | 'write' | 'nowhere', PutOut>> = {
  async diff({ path, text }, changed, { print, ...terminal }) {
    await print(painted(unifiedDiff(path, text, changed), terminal));
    return true;
  },
  async nowhere() {
    return true;
  },
  async stdout(_, changed, { print, shown }) {
    await print([shown(changed)]);
    return true;
  },
  async write({ path, text }, changed, terminal) {
    if (changed === text) return true;
    try {
      await replaceFile(path, [changed], { expected: text });
      return true;
    } catch (error) {
      // The other files go on
      complainOf(error, terminal);
      return false;
    }
  },
};

const colors = { '+': 'green', '-': 'red', '@': 'cyan' } as const;

function* painted(
  lines: Iterable<string>,
  { paint, shown }: Pick<Terminal, 'paint' | 'shown'>,
): Generator<string> {
  for (const line of lines) {
    const [mark] = line;
    yield mark === '+' || mark === '-' || mark === '@' ? paint(colors[mark], shown(line)) : shown(line);
  }
}
