import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { writing } from '../files/trouble.js';
import { makeFolders } from '../workspace/makeFolders.js';
import { replaceFile } from '../workspace/replaceFile.js';
import { kept } from './folder/keptFile.js';
import type { Identity } from './identity.js';

/** A profile of the AWS tools with credentials that the sandbox accepts. */
export interface Profile {
  readonly name: string;
  /** What exists: nothing, the profile of an earlier sandbox, or one that must not be replaced. */
  readonly existing: 'none' | 'sandbox' | 'foreign';
  /** The files that are written. */
  readonly files: readonly string[];
  readonly write: () => Promise<void>;
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html */
export async function profileOf(
  name: string,
  { credentials, region }: Identity,
  env: NodeJS.ProcessEnv,
): Promise<Profile> {
  const parts = [
    {
      file: env.AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials'),
      header: name,
      lines: [
        `aws_access_key_id = ${credentials.accessKeyId}`,
        `aws_secret_access_key = ${credentials.secretAccessKey}`,
      ],
    },
    {
      file: env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config'),
      header: name === 'default' ? name : `profile ${name}`,
      lines: [`region = ${region}`],
    },
  ];
  const read = await Promise.all(parts.map(async (part) => ({ ...part, text: await kept(part.file) })));
  const sections = read.flatMap(({ text = '', header }) => sectionOf(text, header) ?? []);
  return {
    name,
    existing: sections.length === 0 ? 'none' : sections.every(isOurs) ? 'sandbox' : 'foreign',
    files: parts.map(({ file }) => file),
    async write() {
      for (const { file, text, header, lines } of read) {
        await writePrivately(file, text, withSection(text ?? '', header, [mark, ...lines]));
      }
    },
  };
}

/** Marks a profile that may be replaced. */
const mark = '# written by dsql token: made-up credentials of a sandbox';

interface Section {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isOurs = ({ text }: Section): boolean => text.includes(mark);

/** From its header to the next one; offsets in UTF-16. */
function sectionOf(text: string, header: string): Section | undefined {
  const headers = [...text.matchAll(/^[ \t]*\[([^\]\n]*)\].*$/gm)];
  const at = headers.findIndex(([, found = '']) => found.trim().replace(/\s+/g, ' ') === header);
  const found = headers[at];
  if (!found) return undefined;
  const end = headers[at + 1]?.index ?? text.length;
  return { start: found.index, end, text: text.slice(found.index, end) };
}

function withSection(text: string, header: string, lines: readonly string[]): string {
  const section = `${[`[${header}]`, ...lines].join('\n')}\n`;
  const old = sectionOf(text, header);
  if (old) {
    const rest = text.slice(old.end);
    return `${text.slice(0, old.start)}${section}${rest && '\n'}${rest}`;
  }
  const above = text.trimEnd();
  return above === '' ? section : `${above}\n\n${section}`;
}

/** `old`: the content when the person agreed; undefined where there was no file. */
async function writePrivately(file: string, old: string | undefined, text: string): Promise<void> {
  await writing(dirname(file))(makeFolders(dirname(file), 0o700));
  await replaceFile(file, [text], old === undefined ? { mode: 0o600 } : { expected: old });
}
