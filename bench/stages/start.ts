import { join } from 'node:path'
import { benchCore, reached } from '../lib/bench-core.ts'
import { launchBrowser } from '../lib/browser.ts'
import { connectPublisher, publishMany } from '../lib/publisher.ts'
import { caseRecord, sampleCase } from '../lib/sample-cases.ts'
import { printRows, residentRows, timed } from '../lib/report.ts'
import { spawnProgram, type Spawned } from '../lib/spawned.ts'
import { withFolder } from '../lib/work-folder.ts'

/** From the command to the first full wall out of the cache, with no gateway; the browser itself is running. */
export async function benchStart(cases: number): Promise<void> {
  await withFolder(async (folder) => {
    const dataDir = join(folder, 'wall')
    await fillCache(folder, dataDir, cases)
    const browser = await launchBrowser()
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    let kiosk: Spawned | undefined
    let addressMs = 0
    const wallMs = await timed(async () => {
      addressMs = await timed(async () => {
        kiosk = await spawnProgram(
          ['kiosk/main.ts', '--gateway', '127.0.0.1:9', '--port', '0', '--data', dataDir],
          /^(http:\S+)$/,
        )
      })
      await page.goto(kiosk?.match ?? '')
      await page.waitForSelector('[data-testid=case-row]', { timeout: 30_000 })
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      )
    })
    printRows(`start: ${cases} cases in the cache, network off`, [
      ['command to printed address, s', (addressMs / 1000).toFixed(2)],
      ['command to the first full wall, s', (wallMs / 1000).toFixed(2)],
      ['memory of the core and kiosk, MB', String(kiosk?.memoryMb() ?? -1)],
      ...residentRows('chromium'),
    ])
    await browser.close()
    await kiosk?.stop()
  })
}

async function fillCache(folder: string, dataDir: string, cases: number): Promise<void> {
  const gateway = await spawnProgram(
    ['gateway/main.ts', '--listen', '127.0.0.1:0', '--data', join(folder, 'gateway'), '--empty'],
    /listening on (\S+)/,
  )
  const publisher = connectPublisher(gateway.match)
  const baseMs = Date.now() - 3_600_000
  const revision = await publishMany(publisher, cases, (serial) =>
    caseRecord(`c${serial}`, sampleCase(serial, 2, baseMs)),
  )
  const core = benchCore(gateway.match, dataDir)
  await core.start()
  await reached(core, revision)
  await core.stop()
  publisher.close()
  await gateway.stop()
}
