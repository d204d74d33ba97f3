import { afterEach, test } from 'vitest'
import { ManualClock } from '../domain/manual-clock.ts'
import { makeGatewayBench } from '../gateway/testing/gateway-bench.ts'
import { systemClock } from './system-clock.ts'
import { makeCore, type RunningCore } from './testing/core-bench.ts'
import { TestView } from './testing/memory-port.ts'
import { makeTempFolders } from './testing/temp-folder.ts'
import { WATCH_TIMING } from './watch/timing.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const cores: RunningCore[] = []
afterEach(async () => {
  for (const { core } of cores.splice(0)) await core.stop()
  await gateways.clear()
  folders.clear()
})

/** The clock of this wall stands still unless the test moves it: no pulse of a second ever comes. */
async function wallWithStandingClock(gateway: string) {
  const clock = new ManualClock(systemClock.wallMs())
  const running = makeCore({ gateway, dataDir: folders.take(), clock })
  cores.push(running)
  await running.core.start()
  const view = new TestView()
  running.core.attach(view.port)
  view.attach()
  const hears = (state: string) => view.until((message) => 'link' in message && message.link.state === state)
  return { clock, hears }
}

test('I7: a view hears that the link is live, and that it is lost, without waiting for a pulse', async () => {
  const first = await gateways.start()
  const { hears } = await wallWithStandingClock(first.address)
  await hears('live')
  await first.gateway.stop()
  await hears('offline')
})

test('I7: a view hears that the last word is too old in the moment in which it is', async () => {
  const { gateway, address } = await gateways.start()
  const { clock, hears } = await wallWithStandingClock(address)
  await hears('live')
  clock.advance(WATCH_TIMING.staleAfterMs + 1)
  await hears('stale')
  await gateway.stop()
})
