import { defineConfig } from '@playwright/test';
import config from './playwright.config.js';

export default defineConfig({
  ...config,
  testMatch: ['pictures.ts', 'schema.spec.ts', 'plan.spec.ts', 'sandboxResults.spec.ts'],
  reporter: 'list',
  // They wait for what they show, however slow the machine is
  timeout: 1_200_000,
  expect: { timeout: 120_000 },
  use: { ...config.use, actionTimeout: 120_000 },
});
