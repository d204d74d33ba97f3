import { afterEach, expect, test } from 'vitest'
import { makeCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'

const folders = makeTempFolders()
afterEach(() => folders.clear())

test('every change of a map that a page reports is a line of the log, with why, where and when', async () => {
  const { core, log } = makeCore({ gateway: '127.0.0.1:1', dataDir: folders.take() })
  await core.start()
  const view = new TestView()
  core.attach(view.port)
  view.attach(undefined, { viewId: 'page-1', displayId: 'hall' })
  const camera = { lat: 33.58, lon: 114.02, widthM: 1_200.4 }
  const size = { framesPerSecond: 30, widthPx: 1920, heightPx: 1080 }
  view.say({ type: 'report', report: size })
  const mapViews = [
    { reason: 'incidents', atMs: Date.UTC(2022, 11, 30, 1, 2, 3), camera, auto: true },
    { reason: 'drag', atMs: Date.UTC(2022, 11, 30, 1, 2, 9), camera, auto: false },
  ] as const
  view.say({ type: 'report', report: { ...size, mapViews } })
  await core.stop()
  const lines = log.filter((line) => line.includes('the map looks elsewhere'))
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/"displayId":"hall","viewId":"page-1","reason":"incidents","auto":true/)
  expect(lines[0]).toMatch(/"widthM":1200,"atMs":1672362123000,.*the set of incidents changed/)
  expect(lines[1]).toMatch(/"reason":"drag","auto":false.*somebody dragged it/)
})
