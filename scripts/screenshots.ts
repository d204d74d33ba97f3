import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { prepareBrowser } from './lib/browser-setup.ts'
import { runCommand } from './lib/command.ts'
import { ROOT } from './lib/root.ts'
import { buildIfNeeded } from './start/fresh-build.ts'
import { startProgram, type Program } from './start/program.ts'

// Takes the pictures of the documentation anew, from real programs: `npm run screenshots [FOLDER]`.
const OUT = process.argv[2] ?? join(ROOT, 'docs/images')
const SPEED = 10
const OFFLINE_FOR_MS = 22_000
const SETTLE_MS = 6_000
const LANGUAGE_MS = 1_500

const HD = { display: 'hd', width: 1920, height: 1080 } as const
/** Half of the pixels of the wide display: text is measured in millimetres, so the arrangement is the same. */
const WIDE = { display: 'wide', width: 3840, height: 1080 } as const
const DESK = { display: 'desk', width: 1280, height: 800 } as const
const OVERVIEW = 'overview-live'
/** In Luohe people are named who answer for streets; the rest is the evening in Harbin. */
const PICTURES = {
  'luohe-day': [
    { name: 'duty', scene: 'duty', glass: HD },
    // The last of its scenario: for the picture of a wall that is cut off the gateway is stopped.
    { name: OVERVIEW, scene: 'overview', glass: HD },
  ],
  'harbin-games': [
    { name: 'situation', scene: 'situation', glass: HD },
    { name: 'response', scene: 'response', glass: HD },
    { name: 'event', scene: 'event', glass: HD },
    { name: 'indicators', scene: 'indicators', glass: HD },
    { name: 'health', scene: 'health', glass: HD },
    { name: 'desk', scene: 'desk', glass: DESK },
    { name: 'safe', scene: 'safe', glass: HD },
    { name: 'overview-wide', scene: 'overview', glass: WIDE },
    { name: 'overview-en', scene: 'overview', glass: HD, english: true },
  ],
} as const
type Scenario = keyof typeof PICTURES
type Picture = (typeof PICTURES)[Scenario][number]
/** A wall has few colours: a palette makes the file a third. Without ImageMagick the pictures stay as they are. */
const PALETTE = ['-strip', '-colors', '200', '-define', 'png:compression-level=9']

function readLayout(path: string): { readonly scenes: Readonly<Record<string, object>> } {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as ReturnType<typeof readLayout>
}

/** No panel is critical, or those of displays that no page shows would stand in every picture as guests. */
function writeLayout(path: string): string {
  const { scenes } = readLayout('resources/layouts/default.json')
  const alone = Object.entries(scenes).map(([name, scene]) => [name, { ...scene, critical: [] }])
  const layout = { ...readLayout('e2e/fixtures/legibility-layout.json'), scenes: Object.fromEntries(alone) }
  writeFileSync(path, JSON.stringify(layout))
  return path
}

function addressOf(address: string, { scene, glass }: Picture): string {
  const url = new URL(address)
  url.searchParams.set('display', glass.display)
  url.searchParams.set('scene', scene)
  return url.href
}

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(OUT, `${name}.png`)
  await page.screenshot({ path })
  await runCommand('convert', [path, ...PALETTE, `PNG8:${path}`])
  console.log(path)
}

async function open(browser: Browser, address: string, picture: Picture): Promise<Page> {
  const { width, height } = picture.glass
  const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' })
  await page.goto(addressOf(address, picture))
  await page.waitForTimeout(SETTLE_MS)
  if ('english' in picture) {
    await page.keyboard.press('l')
    await page.waitForTimeout(LANGUAGE_MS)
  }
  return page
}

async function startWall(scenario: Scenario, folder: string): Promise<readonly [Program, Program, string]> {
  const args = ['--listen', '127.0.0.1:0', '--scenario', scenario, '--speed', String(SPEED)]
  const gateway = startProgram(
    process.execPath,
    [join(ROOT, 'gateway/main.ts'), ...args, '--data', join(folder, 'gateway')],
    /listening on (\S+)/,
  )
  const [, gatewayAddress = ''] = await gateway.ready
  const layout = writeLayout(join(folder, 'layout.json'))
  const place = ['--port', '0', '--data', join(folder, 'wall'), '--layout', layout]
  const kiosk = startProgram(
    process.execPath,
    [join(ROOT, 'kiosk/main.ts'), '--gateway', gatewayAddress, ...place],
    /^http:\/\/\S+$/,
  )
  const [address] = await kiosk.ready
  return [gateway, kiosk, address]
}

async function shootScenario(scenario: Scenario, folder: string): Promise<void> {
  const [gateway, kiosk, address] = await startWall(scenario, folder)
  const browser = await chromium.launch({
    executablePath: await prepareBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  })
  for (const picture of PICTURES[scenario]) {
    const page = await open(browser, address, picture)
    await shoot(page, picture.name)
    if (picture.name === OVERVIEW) {
      await gateway.stop()
      await page.waitForTimeout(OFFLINE_FOR_MS)
      await shoot(page, 'overview-offline')
    }
    await page.close()
  }
  await browser.close()
  await kiosk.stop()
  await gateway.stop()
}

await buildIfNeeded()
mkdirSync(OUT, { recursive: true })
for (const scenario of ['luohe-day', 'harbin-games'] as const) {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-shots-'))
  try {
    await shootScenario(scenario, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
