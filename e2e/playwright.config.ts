import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './fixtures/chromium.ts'

/** Real processes on few cores: one after the other; what passes at the second try is named at the end of the run. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  fullyParallel: false,
  retries: 1,
  timeout: 45_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1920, height: 1080 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: chromiumOptions(),
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'kiosk', testMatch: ['wall.spec.ts', 'map.spec.ts'] },
    { name: 'legibility', testMatch: ['legibility*.spec.ts', 'seat.spec.ts', 'visitors.spec.ts'] },
    { name: 'displays', testMatch: 'displays.spec.ts' },
    { name: 'alarms', testMatch: ['alarms.spec.ts', 'hostile-text.spec.ts'] },
    { name: 'electron', testMatch: ['electron.spec.ts', 'displays-electron.spec.ts'] },
    // An app of its own: what is done to its pages is not undone.
    { name: 'security', testMatch: ['electron-security.spec.ts', 'leaving.spec.ts', 'recovery.spec.ts'] },
  ],
})
