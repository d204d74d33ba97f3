import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { nearestRank } from '../../domain/indicators/compliance.ts'
import { launchBrowser } from '../lib/browser.ts'
import { connectPublisher, publishMany, type Publisher } from '../lib/publisher.ts'
import { caseRecord, sampleCase, stampOf } from '../lib/sample-cases.ts'
import { printRows } from '../lib/report.ts'
import { spawnProgram } from '../lib/spawned.ts'
import { withFolder } from '../lib/work-folder.ts'

const PER_TICK = 50
const TICK_MS = 50

/** From the moment a case is handed to the gateway to the frame that shows its row, under load. */
export async function benchEventToPixel(openCases: number, seconds: number): Promise<void> {
  await withFolder(async (folder) => {
    const gateway = await spawnProgram(
      ['gateway/main.ts', '--listen', '127.0.0.1:0', '--data', join(folder, 'gateway'), '--empty'],
      /listening on (\S+)/,
    )
    const publisher = connectPublisher(gateway.match)
    const baseMs = Date.now() - 3_600_000
    await publishMany(publisher, openCases, (serial) =>
      caseRecord(`open${serial}`, sampleCase(serial, 0, baseMs)),
    )
    const kiosk = await spawnProgram(
      ['kiosk/main.ts', '--gateway', gateway.match, '--port', '0', '--data', join(folder, 'wall')],
      /^(http:\S+)$/,
    )
    const browser = await launchBrowser()
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.goto(kiosk.match)
    await page.waitForSelector('[data-testid=case-row]', { timeout: 30_000 })
    await watchProbes(page)
    const { sentMs, sent } = await load(publisher, openCases, seconds, baseMs)
    await page.waitForTimeout(1_000)
    const seenMs = await page.evaluate(() => (globalThis as unknown as ProbeWindow).probeSeenMs)
    const latencies = [...sentMs].flatMap(([id, startMs]) => {
      const atMs = seenMs[id]
      return atMs === undefined ? [] : [atMs - startMs]
    })
    latencies.sort((a, b) => a - b)
    const rank = (percent: number): string => `${(nearestRank(latencies, percent) ?? -1).toFixed(0)} ms`
    printRows(
      `event to pixel: ${(sent / seconds).toFixed(0)} changes/s over ${openCases} open cases, Chromium, full HD`,
      [
        ['probes seen / sent', `${latencies.length} / ${sentMs.size}`],
        ['p50, from before the publish call to the painted frame', rank(50)],
        ['p90', rank(90)],
        ['p99', rank(99)],
        ['memory of the core and kiosk, MB', String(kiosk.memoryMb())],
      ],
    )
    await browser.close()
    publisher.close()
    await kiosk.stop()
    await gateway.stop()
  })
}

interface ProbeWindow {
  probeSeenMs: Record<string, number>
}

/** Notes, frame by frame, when the row of a probe is first there. */
async function watchProbes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {}
    ;(globalThis as unknown as ProbeWindow).probeSeenMs = seen
    const look = (): void => {
      for (const row of document.querySelectorAll('[data-testid=case-row][data-id^=probe]')) {
        const id = row.getAttribute('data-id') ?? ''
        seen[id] ??= performance.timeOrigin + performance.now()
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** An open loop at a fixed rate: changes of open cases, and one new case every half second as the probe. */
async function load(publisher: Publisher, openCases: number, seconds: number, baseMs: number) {
  const sentMs = new Map<string, number>()
  const publishing: Promise<unknown>[] = []
  const startMs = performance.now()
  let sent = 0
  for (let tick = 0; tick < (seconds * 1000) / TICK_MS; tick++) {
    const waitMs = startMs + tick * TICK_MS - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    const records = Array.from({ length: PER_TICK }, () => {
      const state = 1 + (Math.floor(sent / openCases) % 3)
      return caseRecord(`load${sent}`, sampleCase(sent++ % openCases, state, baseMs))
    })
    publishing.push(publisher.publish(records))
    if (tick % 10 !== 0) continue
    const id = `probe-${tick}`
    const probe = { ...sampleCase(0, 0, baseMs), id, title: '探针' }
    const facts = probe.facts.map((fact) => ({ ...fact, at: stampOf(Date.now()) }))
    sentMs.set(id, performance.timeOrigin + performance.now())
    publishing.push(publisher.publish([caseRecord(id, { ...probe, facts })]))
  }
  await Promise.all(publishing)
  return { sentMs, sent }
}
