import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { prepareBrowser } from './lib/browser-setup.ts'
import { ROOT } from './lib/root.ts'
import { buildIfNeeded } from './start/fresh-build.ts'
import { startProgram, type Program } from './start/program.ts'

// Takes the pictures of the documentation anew, from real programs: `npm run screenshots [FOLDER]`.
const OUT = process.argv[2] ?? join(ROOT, 'docs/images')
const SPEED = 10
const OFFLINE_FOR_MS = 22_000
const SETTLE_MS = 6_000

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(OUT, `${name}.png`)
  await page.screenshot({ path })
  console.log(path)
}

async function shootLanguages(page: Page, name: string, suffix: string): Promise<void> {
  await shoot(page, `${name}${suffix}`)
  await page.keyboard.press('l')
  await page.waitForTimeout(1_500)
  await shoot(page, `${name}-en${suffix}`)
  await page.keyboard.press('l')
}

async function shootScenario(scenario: string, folder: string): Promise<void> {
  const programs: Program[] = []
  const args = ['--listen', '127.0.0.1:0', '--scenario', scenario, '--speed', String(SPEED)]
  const gateway = startProgram(
    process.execPath,
    [join(ROOT, 'gateway/main.ts'), ...args, '--data', join(folder, 'gateway')],
    /listening on (\S+)/,
  )
  programs.push(gateway)
  const [, address = ''] = await gateway.ready
  const kiosk = startProgram(
    process.execPath,
    [join(ROOT, 'kiosk/main.ts'), '--gateway', address, '--port', '0', '--data', join(folder, 'wall')],
    /^http:\/\/\S+$/,
  )
  programs.push(kiosk)
  const [url] = await kiosk.ready
  const browser = await chromium.launch({
    executablePath: await prepareBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
  const pages = await Promise.all(SIZES.map((viewport) => browser.newPage({ viewport })))
  for (const page of pages) await page.goto(url)
  await pages[0]?.waitForTimeout(SETTLE_MS)
  const prefix = scenario === 'luohe-day' ? 'overview' : scenario
  for (const page of pages) await shootLanguages(page, `${prefix}-live`, suffixOf(page))
  await gateway.stop()
  await pages[0]?.waitForTimeout(OFFLINE_FOR_MS)
  for (const page of pages) await shootLanguages(page, `${prefix}-offline`, suffixOf(page))
  await browser.close()
  for (const program of programs.reverse()) await program.stop()
}

function suffixOf(page: Page): string {
  return page.viewportSize()?.width === 3840 ? '-4k' : ''
}

await buildIfNeeded()
mkdirSync(OUT, { recursive: true })
for (const scenario of ['luohe-day', 'harbin-games']) {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-shots-'))
  try {
    await shootScenario(scenario, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
