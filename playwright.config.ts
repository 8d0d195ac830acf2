import { defineConfig } from '@playwright/test'
import { browserOptions } from './tests/support/browser.ts'

const launchOptions = await browserOptions()

/** The foundation's stories, and those of appointments and of the portal. */
const STORIES = [
  'stories',
  'booking',
  'onlineDesk',
  'series',
  'waitingList',
  'reminders',
  'wiped',
  'messages',
  'documents',
  'portalHelp',
  'family',
].map((name) => `${name}.spec.ts`)

/** Every journey in a real browser with the endpoint on SQLite, and the stories once more on PostgreSQL. */
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.spec.ts',
  // Without `paths`: one of them points types at a declaration file, which would be loaded as code.
  tsconfig: './tsconfig.base.json',
  globalSetup: './tests/support/postgresForAll.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  use: {
    browserName: 'chromium',
    actionTimeout: 10_000,
    locale: 'en-CA',
    timezoneId: 'America/Vancouver',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions,
  },
  projects: [
    { name: 'sqlite', metadata: { database: 'sqlite' } },
    { name: 'postgres', testMatch: STORIES, metadata: { database: 'postgres' } },
  ],
})
