import { defineCommand } from './command.js';
import { program } from './invocation.js';
import { numberOf } from './number.js';
import type { Terminal } from './terminal.js';

export const token = defineCommand({
  name: 'token',
  usage: '--dir DIR [OPTION]…',
  options: {
    dir: { value: 'DIR', help: 'The folder of the sandbox, which need not be running.' },
    user: { value: 'ROLE', help: 'The user to connect as (default: admin).' },
    'expires-in': {
      value: 'SECONDS',
      help: 'How long the token opens sessions: up to 604800 (default: 900).',
    },
    'write-profile': {
      value: 'NAME',
      help: 'Add a profile to the files of the AWS tools instead. The tools then sign for the sandbox.',
    },
    yes: { help: 'Do not ask before the profile is written.' },
  },
  operands: 'none',
  notes: [
    'A token is the password of one user. It is signed with credentials that are valid only for this sandbox.',
  ],
  examples: [
    ['token --dir data', 'Print a token for admin.'],
    ['token --dir data --user app --expires-in 3600', 'Print a token for another role, valid for an hour.'],
  ],
  async run(values, operands, terminal) {
    const [operand] = operands;
    if (operand !== undefined) throw new Error(`dsql token takes options only, not "${operand}".`);
    if (values.dir === undefined) throw new Error('dsql token needs the folder of a sandbox: --dir DIR.');
    const { findIdentity, issueToken, longestLife, profileOf, hostOf } = await import('../sandbox/main.js');
    const identity = await findIdentity(values.dir);
    if (!identity)
      throw new Error(
        `${values.dir} is not a sandbox: start one with ${program} sandbox --dir ${values.dir}.`,
      );
    const name = values['write-profile'];
    if (name !== undefined) {
      if (!/^[\w.@+-]+$/.test(name))
        throw new Error(`--write-profile takes letters, digits and . @ + - _ only, not "${name}".`);
      const isWritten = await writeProfile(
        await profileOf(name, identity, process.env),
        values.yes === true,
        terminal,
      );
      if (isWritten) await terminal.print([use(name, hostOf(identity))]);
      return 0;
    }
    const expiresIn = numberOf(values['expires-in'] ?? '900', '--expires-in', {
      least: 1,
      most: longestLife,
      isWhole: true,
      meaning: `seconds from 1 to ${longestLife}`,
    });
    await terminal.print([`${await issueToken(identity, values.user ?? 'admin', expiresIn)}\n`]);
    return 0;
  },
});

interface Profile {
  readonly name: string;
  readonly existing: 'none' | 'sandbox' | 'foreign';
  readonly files: readonly string[];
  readonly write: () => Promise<void>;
}

/** Answers whether it was written: only someone who agreed has it written. */
async function writeProfile(profile: Profile, isAgreed: boolean, terminal: Terminal): Promise<boolean> {
  const { name, existing, files, write } = profile;
  if (existing === 'foreign') {
    throw new Error(`A profile ${name} that does not belong to a sandbox exists: choose another name.`);
  }
  const plan =
    existing === 'none' ? `Add the profile ${name} to` : `Replace the profile ${name} of a sandbox in`;
  const where = `${plan} ${files.join(' and ')}`;
  const answer = isAgreed || (await terminal.confirm(`${where}?`));
  if (answer === undefined)
    throw new Error(`This needs an answer, and standard input is not a terminal. ${where} with --yes.`);
  if (answer) await write();
  return answer;
}

const use = (name: string, host: string): string => `The profile ${name} is written. It signs for the sandbox:
  aws dsql generate-db-connect-admin-auth-token --profile ${name} --hostname ${host}
`;
