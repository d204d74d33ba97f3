import { expect, test } from 'vitest'
import { clocksOfCase } from '../sla/case-clocks.ts'
import { fact, QUICK_POLICY, quickCase } from '../testing/samples.ts'
import type { IndicatorItem } from '../view/items.ts'
import { HIDDEN, maskForVisitors } from './visitor-mask.ts'

test('visitors see the numbers of the day, and neither a plate nor who approved a pause or an extension', () => {
  const source = quickCase([
    fact('dispatched', '10:00:00', { unitId: 'a' }),
    fact('pause-approved', '10:02:00', { actor: '值班长甲', reason: '安全原因' }),
  ])
  const clocks = clocksOfCase(source, [QUICK_POLICY]).cycles[0]
  const unusual = {
    caseId: 'c',
    title: '豫L***5',
    address: '黄河路 1 号',
    dispatchMs: 0,
    open: true,
    rounds: 1,
    attempts: [],
    extensions: [{ atMs: 1, approver: '值班长乙' }],
    handle: clocks?.handle,
  }
  const item = { id: 'indicators', filedCount: 7, detail: { unusual: [unusual], unusualCount: 1 } }
  const masked = maskForVisitors({
    // Only what the mask touches and one number beside it.
    upserts: { indicator: [item as unknown as IndicatorItem] },
    removes: {},
  }).upserts.indicator?.[0]
  const text = JSON.stringify(masked)
  expect(text).not.toMatch(/值班长|豫L/)
  expect(masked?.filedCount).toBe(7)
  expect(masked?.detail?.unusual[0]).toMatchObject({ address: '黄河路 1 号', title: HIDDEN })
})
