import { join } from 'node:path'
import { benchCore, reached } from '../lib/bench-core.ts'
import { connectPublisher, publishMany } from '../lib/publisher.ts'
import { caseRecord, sampleCase } from '../lib/sample-cases.ts'
import { printRows, timed } from '../lib/report.ts'
import { spawnProgram } from '../lib/spawned.ts'
import { withFolder } from '../lib/work-folder.ts'

const CASES = 10_000
const WARM_UP = 5_000

interface EndToEndOptions {
  readonly liveChanges: number
  readonly missedChanges: number
  /** Changes per second of the storage stage in the same run. */
  readonly storagePerSecond: number
}

/** Gateway in its own process: changes through gRPC into the cache, live and missed. */
export async function benchEndToEnd(options: EndToEndOptions): Promise<void> {
  const { liveChanges, missedChanges, storagePerSecond } = options
  await withFolder(async (folder) => {
    const gateway = await spawnProgram(
      [
        'gateway/main.ts',
        '--listen',
        '127.0.0.1:0',
        '--data',
        join(folder, 'gateway'),
        '--empty',
        '--retain',
        '2000000',
      ],
      /listening on (\S+)/,
    )
    const publisher = connectPublisher(gateway.match)
    const baseMs = Date.now() - 3_600_000
    let serial = 0
    const next = () => {
      const mine = serial++
      return caseRecord(`k${mine}`, sampleCase(mine % CASES, Math.floor(mine / CASES), baseMs))
    }
    const dataDir = join(folder, 'wall')
    let core = benchCore(gateway.match, dataDir)
    await core.start()
    await reached(core, await publishMany(publisher, WARM_UP, next))

    let publishedMs = 0
    const liveMs = await timed(async () => {
      let revision = 0
      publishedMs = await timed(async () => {
        revision = await publishMany(publisher, liveChanges, next)
      })
      await reached(core, revision)
    })
    const livePerSecond = liveChanges / (liveMs / 1000)
    const before = (await core.health()).revision
    await core.stop()

    const head = await publishMany(publisher, missedChanges, next)
    core = benchCore(gateway.match, dataDir)
    const resumeMs = await timed(async () => {
      await core.start()
      await reached(core, head)
    })
    const resumePerSecond = (head - before) / (resumeMs / 1000)
    printRows('end to end: gateway in its own process, gRPC on loopback, committed in the cache', [
      [`live: ${liveChanges} published and followed, changes/s`, livePerSecond.toFixed(0)],
      ['live: share of the storage stage (aim 0.5)', (livePerSecond / storagePerSecond).toFixed(2)],
      ['live: Intake alone acknowledged them in, s', (publishedMs / 1000).toFixed(2)],
      [`resume of ${head - before} missed changes, s`, (resumeMs / 1000).toFixed(2)],
      ['resume: changes/s', resumePerSecond.toFixed(0)],
      ['resume: share of the storage stage (aim 0.5)', (resumePerSecond / storagePerSecond).toFixed(2)],
      ['digest of the wall after it', (await core.health()).digest],
      ['memory of the gateway, MB', String(gateway.memoryMb())],
    ])
    await core.stop()
    publisher.close()
    await gateway.stop()
  })
}
