/**
 * How a person calls the program again from where they stand: `dsql` where it is installed for all, by npx where a project
 * holds it or npx has fetched it.
 */
export const programOf = (env: NodeJS.ProcessEnv, folder: string): string => {
  if (/[\\/]_npx[\\/]/.test(folder)) return 'npx -p dsql-workbench dsql';
  return env.npm_command === undefined ? 'dsql' : 'npx dsql';
};

export const program = programOf(process.env, __dirname);
