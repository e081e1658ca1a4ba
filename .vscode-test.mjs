import { defineConfig } from '@vscode/test-cli';

const executable = process.env.VSCODE_EXECUTABLE;

export default defineConfig({
  files: 'out/test/host/**/*.test.cjs',
  // The build writes the extension's manifest there
  extensionDevelopmentPath: 'dist',
  workspaceFolder: 'test-fixtures/workspace',
  mocha: {
    ui: 'bdd',
    timeout: 20_000,
    reporter: `${import.meta.dirname}/client/test/host/tally.cjs`,
    reporterOptions: { output: `${import.meta.dirname}/out/test/host.json` },
  },
  ...(executable ? { useInstallation: { fromPath: executable } } : {}),
});
