import { afterEach, expect, test } from 'vitest'
import { FactType, Outcome } from '../proto/gen/wall/v1/case.ts'
import { makeGatewayBench } from '../gateway/testing/gateway-bench.ts'
import { aFact, aRecord } from '../gateway/testing/records.ts'
import { systemClock } from './system-clock.ts'
import { makeCore } from './testing/core-bench.ts'
import { TestView } from './testing/memory-port.ts'
import { dispatchedCase, quickPolicy } from '../gateway/testing/quick-case-records.ts'
import { makeTempFolders } from './testing/temp-folder.ts'
import { at } from './testing/wire.ts'

const LIMIT_MS = 1_500

const gateways = makeGatewayBench()
const folders = makeTempFolders()
afterEach(async () => {
  await gateways.clear()
  folders.clear()
})

const policy = quickPolicy(LIMIT_MS)

test('I9: a limit that passes without the gateway is presumed broken, until its facts confirm or rescind it', async () => {
  const gateway = await gateways.start()
  const running = makeCore({ gateway: gateway.address, dataDir: folders.take() })
  await running.core.start()
  const view = new TestView()
  running.core.attach(view.port)
  view.attach()
  const handle = () => view.replica.indicator.get('indicators')?.handle
  const dispatchMs = systemClock.wallMs()
  const published = await gateway.client.publish([
    policy,
    dispatchedCase('kept', dispatchMs),
    dispatchedCase('broken', dispatchMs),
  ])
  expect(published.results.map((result) => result.refusal)).toEqual(['', '', ''])
  await view.until(() => view.replica.case.size === 2)
  await gateway.gateway.stop()
  await view.until(() => handle()?.presumed === 2)
  expect(handle()).toMatchObject({ presumed: 2, openOverdue: 0, met: 0, due: 0 })
  const again = await gateways.start({ dataDir: gateway.dataDir, listen: gateway.address })
  // Nothing but the gateway's word that nothing happened: that confirms both.
  await view.until(() => handle()?.openOverdue === 2)
  expect(handle()).toMatchObject({ presumed: 0, due: 2 })
  const handled = aFact('handled', FactType.FACT_TYPE_HANDLED, {
    at: at(dispatchMs + 100),
    unitId: 'u1',
    byOfficer: true,
    evidenceCount: 1,
    outcome: Outcome.OUTCOME_EDUCATED,
  })
  const late = await again.client.publish([aRecord('late', { caseFact: { caseId: 'kept', fact: handled } })])
  expect(late.results[0]?.refusal).toBe('')
  await view.until(() => handle()?.met === 1 && handle()?.openOverdue === 1)
  expect(handle()).toMatchObject({ presumed: 0, due: 2 })
  await running.core.stop()
})
