import { expect, test } from 'vitest'
import { isViewMessage } from './view-message.ts'

const act = (what: object, more: object = {}) => ({
  type: 'act',
  actId: '3f2b8c1e-9a77-4c1d-8e55-0b1d2c3e4f50',
  caseId: 'C1',
  act: what,
  ...more,
})

const mapView = { reason: 'drag', atMs: 1, camera: { lat: 33.5, lon: 114, widthM: 900 }, auto: false }
const report = (more: object) => ({
  type: 'report',
  report: { framesPerSecond: 30, widthPx: 1920, heightPx: 1080, ...more },
})

const handle = {
  kind: 'handle',
  unitId: 'A',
  outcome: 'educated',
  means: 'service',
  evidenceCount: 1,
  reason: '',
}

test.each([
  { type: 'attach', protocol: 1, viewId: 'v' },
  { type: 'ack', seq: 1 },
  act({ kind: 'acknowledge', unitId: 'A' }),
  act({ kind: 'dispatch', unitId: 'A' }),
  act({ kind: 'arrive', unitId: 'A', reason: '电台报到' }),
  act(handle),
  act({ kind: 'pause', reason: '等待检测', approver: '值班长', durationMs: 60_000 }),
  act({ kind: 'return', unitId: 'A', reason: '非本辖区' }),
  act({ kind: 'void', reason: '误报' }),
  act({ kind: 'note', text: 'x'.repeat(2_000) }),
  report({}),
  report({ mapViews: [mapView] }),
])('passes: %j', (message) => {
  expect(isViewMessage(message)).toBe(true)
})

test.each([
  undefined,
  'act',
  { type: 'act' },
  act({ kind: 'close' }),
  act({ kind: 'note' }),
  act({ kind: 'note', text: 'x'.repeat(2_001) }),
  act({ kind: 'note', text: 'x' }, { actId: '' }),
  act({ kind: 'note', text: 'x' }, { actId: 'a/../../etc' }),
  act({ kind: 'note', text: 'x' }, { caseId: '' }),
  act({ ...handle, outcome: 'shot' }),
  act({ ...handle, evidenceCount: -1 }),
  act({ kind: 'pause', reason: '', approver: '', durationMs: 0.5 }),
  act({ kind: 'dispatch', unitId: 7 }),
  report({ mapViews: [{ ...mapView, reason: 'whim' }] }),
  report({ mapViews: [{ ...mapView, atMs: 1e16 }] }),
  report({ mapViews: Array.from({ length: 21 }, () => mapView) }),
])('does not pass: %j', (message) => {
  expect(isViewMessage(message)).toBe(false)
})
