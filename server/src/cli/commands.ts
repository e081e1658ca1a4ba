import type { Commands } from './command.js';

/** The subcommands, in the order of the help. */
export const commands: Commands = {
  lint: {
    summary: 'Report what Aurora DSQL refuses, and what it accepts but you should not write.',
    load: async () => (await import('./lint.js')).lint,
  },
  fix: {
    summary: 'Repair what can be repaired: show the changes or write them.',
    load: async () => (await import('./fix.js')).fix,
  },
  format: {
    summary: 'Format SQL, with proof that it says the same.',
    load: async () => (await import('./format.js')).format,
  },
  report: {
    summary: 'Report how ready files are: what is repaired, what you decide, what has no replacement.',
    load: async () => (await import('./report.js')).report,
  },
  rules: {
    summary: 'List the rules, or explain one.',
    load: async () => (await import('./rules.js')).rulesCommand,
  },
  dialect: {
    summary: 'Show the facts about the dialect that hold here, or check a file of them.',
    load: async () => (await import('./dialect.js')).dialectCommand,
  },
  probe: {
    summary: 'Ask a cluster or a sandbox where it differs from the facts about the dialect.',
    load: async () => (await import('./probe.js')).probeCommand,
  },
  apply: {
    summary: 'Apply a folder of migrations to a cluster or a sandbox, and resume after a crash.',
    load: async () => (await import('./apply.js')).applyCommand,
  },
  diff: {
    summary: 'Compare a folder with another one or a cluster, and print what brings one to the other.',
    load: async () => (await import('./diff.js')).diffCommand,
  },
  run: {
    summary: 'Run SQL on a cluster or a sandbox, and print the rows.',
    load: async () => (await import('./run.js')).runCommand,
  },
  sandbox: {
    summary: 'Run a cluster on this machine, without AWS and without Docker.',
    load: async () => (await import('./sandbox.js')).sandbox,
  },
  token: {
    summary: 'Print a token that opens a session of a sandbox.',
    load: async () => (await import('./token.js')).token,
  },
  'connect-code': {
    summary: 'Print a program that connects, in your language and for your driver.',
    load: async () => (await import('./connectCode.js')).connectCode,
  },
  'language-server': {
    summary: 'Serve an editor over the Language Server Protocol.',
    load: async () => (await import('./languageServer.js')).languageServer,
  },
  mcp: {
    summary: 'Serve an agent over the Model Context Protocol: check, repair, explain and run SQL.',
    load: async () => (await import('./mcp.js')).mcp,
  },
  completion: {
    summary: 'Print a script that lets a shell complete the commands and options.',
    load: async () => (await import('./completion/command.js')).completionOf(commands),
  },
  manual: {
    summary: 'Print the manual page.',
    load: async () => (await import('./manual.js')).manualOf(commands),
  },
};
