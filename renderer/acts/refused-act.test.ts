import { afterEach, expect, test } from 'vitest'
import { makeCore } from '../../core/testing/core-bench.ts'
import { TestView } from '../../core/testing/memory-port.ts'
import { makeTempFolders } from '../../core/testing/temp-folder.ts'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aCase, aRecord, aUnit } from '../../gateway/testing/records.ts'
import { createLanguage } from '../i18n/index.ts'
import { sentenceText } from '../wall/sentence-text.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await gateways.clear()
  folders.clear()
})

test('what the gateway refuses is said on the glass in Chinese, with the names that stand there', async () => {
  const { address, client } = await gateways.start()
  await client.publish([
    aRecord('C1', { case: aCase('C1', { title: '占道经营' }) }),
    aRecord('C2', { case: aCase('C2', { title: '露天烧烤' }) }),
    aRecord('A', { unit: aUnit('A', { name: '沙北一组' }) }),
  ])
  const { core, until } = makeCore({ gateway: address, dataDir: folders.take() })
  undo.push(() => core.stop())
  await core.start()
  await until(({ link }) => link.state === 'live')
  const view = new TestView()
  core.attach(view.port)
  view.attach()
  const act = { kind: 'dispatch', unitId: 'A' } as const
  view.say({ type: 'act', actId: 'act-0001', caseId: 'C1', act })
  view.say({ type: 'act', actId: 'act-0002', caseId: 'C2', act })
  await view.until(() => view.replica.act.get('act-0002')?.state === 'conflict')
  const coded = view.replica.act.get('act-0002')?.coded
  if (coded === undefined) throw new Error('a refusal has its code')
  const { t, te, locale } = createLanguage({ getItem: () => null }).global
  const language = { t: (key: string, named = {}) => t(key, named), te, locale: locale.value }
  expect(sentenceText(coded, { replica: view.replica, utcOffsetMinutes: 480 }, language)).toBe(
    '沙北一组正在办“占道经营”，请先从该案退回',
  )
})
